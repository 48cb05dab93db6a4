package dev.headgate.core.risk;

/** How much proof a change needs. The order of the constants is the order of the levels. */
public enum RiskLevel {
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High");

  private final String text;

  RiskLevel(String text) {
    this.text = text;
  }

  /** As it is written in status. */
  public String text() {
    return text;
  }

  public boolean atLeast(RiskLevel other) {
    return compareTo(other) >= 0;
  }

  public RiskLevel max(RiskLevel other) {
    return atLeast(other) ? this : other;
  }
}
