package dev.headgate.runtime.sandbox;

/** The sandbox can no longer be believed; ends a run from any depth and never leaves it. */
final class LostException extends Exception {
  private static final long serialVersionUID = 1L;

  LostException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
