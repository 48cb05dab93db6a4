package dev.headgate.core.gate;

/**
 * Whether the source serves what the pin names. Neither its Ready condition nor its
 * observedGeneration tells: both lie after a fast A, B, A.
 */
public sealed interface Landing {

  /** No pin, or nothing served. */
  record None() implements Landing {}

  /** The artifact is of the pinned commit, and its digest is the proven one. */
  record Landed() implements Landing {}

  /** The artifact is still of another commit. */
  record Waiting(String reason) implements Landing {}

  /** The artifact is of the pinned commit, and its bytes are not those that were proven. */
  record WrongBytes(String found) implements Landing {}
}
