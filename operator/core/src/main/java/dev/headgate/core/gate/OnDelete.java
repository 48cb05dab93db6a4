package dev.headgate.core.gate;

/** What becomes of the pin when the gate is deleted. */
public enum OnDelete {
  /** It stays: pruning a gate from Git must never open it. */
  HOLD,
  RELEASE
}
