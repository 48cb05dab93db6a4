package dev.headgate.core.probe;

/** How an object of a running change is doing. Only {@link Current} is good news. */
public sealed interface Health {

  /** It is what its spec asks for. */
  record Current() implements Health {}

  /** It is on its way. */
  record InProgress(String reason) implements Health {}

  /** It will not become ready by itself. */
  record Failed(String reason) implements Health {}

  /** It is being deleted. */
  record Terminating() implements Health {}

  /** The cluster that it runs in cannot tell, for example because no node takes its pods. */
  record Unknown(String reason) implements Health {}

  /** For messages: why it is not ready. */
  default String why() {
    return switch (this) {
      case Current() -> "ready";
      case InProgress(var reason) -> reason;
      case Failed(var reason) -> reason;
      case Terminating() -> "is being deleted";
      case Unknown(var reason) -> reason;
    };
  }
}
