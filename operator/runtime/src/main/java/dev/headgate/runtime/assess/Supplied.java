package dev.headgate.runtime.assess;

import dev.headgate.core.rendered.Supplement;

/** What CI rendered of a revision, or why that is not at hand. */
sealed interface Supplied {

  /** The gate asks for none. */
  record NotAsked() implements Supplied {}

  /** Not yet, or never: who can tell. */
  record Awaited(String reason) implements Supplied {}

  /** It came and cannot be used. */
  record Refused(String reason) implements Supplied {}

  record Found(Supplement supplement) implements Supplied {}
}
