package dev.headgate.core.gate;

/**
 * Whether what was proven is what would be let through: found by the gate itself, against the last
 * recorded revision ({@link Ledger#live}, never against a pin that somebody else has set).
 */
public sealed interface Binding {

  /** Could not be told yet, for example because bytes are missing. Reads as closed. */
  record Unknown(String reason) implements Binding {}

  /** The manifests equal live's, and the tree is the one that was proven. */
  record Same() implements Binding {}

  /**
   * The tree is the one that was proven, and its change set against live is covered by the proof.
   */
  record Fits() implements Binding {}

  /** Live has moved so that the proof no longer covers the change: prove again. */
  record Stale(String reason) implements Binding {}

  /** What was proven is not what the revision holds. */
  record Forged(String reason) implements Binding {}
}
