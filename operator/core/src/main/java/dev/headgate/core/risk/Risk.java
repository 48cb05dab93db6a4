package dev.headgate.core.risk;

import java.util.List;

/** The level of a change with its factors, the highest first. No factor means Low. */
public record Risk(RiskLevel level, List<Factor> factors) {

  public Risk {
    factors = List.copyOf(factors);
  }
}
