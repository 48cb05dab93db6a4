package dev.headgate.core.sandbox;

/**
 * Whether anybody still wants a sandbox. A holder is an object that can be looked at, so that no
 * clock and no heartbeat decides whether it is alive.
 */
public sealed interface Holder {

  /** The ChangeRequest is there, is the same one, and is not judged. */
  record Wanting() implements Holder {}

  /** It was deleted, replaced, judged or suspended: {@code why} says which. */
  record Gone(String why) implements Holder {}
}
