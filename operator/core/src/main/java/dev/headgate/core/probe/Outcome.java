package dev.headgate.core.probe;

/** What a series of readings of one revision came to. */
public sealed interface Outcome {

  String reason();

  record Passed(String reason) implements Outcome {}

  record Failed(String reason) implements Outcome {}

  /** What was asked about was not there once. */
  record Absent(String reason) implements Outcome {}

  /** Could not be told. */
  record Inconclusive(String reason) implements Outcome {}
}
