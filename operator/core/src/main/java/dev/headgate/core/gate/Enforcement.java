package dev.headgate.core.gate;

/** Whether a gate holds its source. */
public enum Enforcement {
  PIN,
  /** Records what it would have done and holds nothing. */
  OBSERVE
}
