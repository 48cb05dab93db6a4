package dev.headgate.core.gate;

/** Why a revision was allowed to be live. */
public enum Why {
  /** Proven, by a verdict or by a verdict and approvals. */
  VERDICT,
  /** It was live when the gate was made. */
  ADOPTED,
  /** A person let it through. */
  BYPASS,
  /** The gate observes: it would have been let through. */
  OBSERVED
}
