package dev.headgate.runtime.sandbox;

/** The sandbox can no longer be believed; ends a run from any depth and never leaves it. */
public final class LostException extends Exception {
  private static final long serialVersionUID = 1L;

  public LostException(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
