package dev.headgate.core.sandbox;

/** What stands of a sandbox on the host. */
public sealed interface Site {

  /** Nothing, or not all of it, or nobody could look; {@code reason} says what is waited for. */
  record InMaking(String reason) implements Site {}

  /** Making it has failed, and going on would not help. */
  record Failed(String reason) implements Site {}

  /** All of it. */
  record Made() implements Site {}
}
