package dev.headgate.core.gate;

/** What a gate is doing, in one word. */
public enum GateState {
  /** Live is head. */
  OPEN,
  /** At least one blocker. */
  HELD,
  /** A pin move is in flight. */
  PROMOTING,
  /** It has landed and is being watched. */
  VERIFYING,
  /** Something unproven is or was let through. */
  BYPASSED,
  /** Enforcement is Observe. */
  OBSERVING,
  /** Cannot gate this source; the conditions say why and what to do. */
  STALLED
}
