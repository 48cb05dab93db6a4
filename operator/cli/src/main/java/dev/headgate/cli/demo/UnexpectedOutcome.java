package dev.headgate.cli.demo;

/** The cluster did not do what the story says. The message says what was expected and found. */
final class UnexpectedOutcome extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpectedOutcome(String message) {
    super(message);
  }
}
