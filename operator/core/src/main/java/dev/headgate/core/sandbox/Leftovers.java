package dev.headgate.core.sandbox;

/** What is left of a sandbox that is being given back. */
public sealed interface Leftovers {

  /** Something is, or nobody could look; {@code reason} says what, and what is waited for. */
  record Some(String reason) implements Leftovers {}

  /** Nothing. */
  record None() implements Leftovers {}
}
