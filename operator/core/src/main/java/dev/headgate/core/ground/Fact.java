package dev.headgate.core.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the host said about one object. */
public sealed interface Fact {

  record Found(ObjectNode content) implements Fact {
    /** It may be a Secret. */
    @Override
    public String toString() {
      return "Found[content=not shown]";
    }
  }

  record Absent() implements Fact {}

  /** {@code reason} is for people. */
  record Unreadable(String reason) implements Fact {}
}
