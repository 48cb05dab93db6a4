package dev.headgate.core.probe;

/**
 * What one measurement said. {@code detail} is for people and never holds what a measured thing
 * answered: no body, no header, no label value, no text of an error that may quote one.
 */
public sealed interface Reading {

  String detail();

  /** As it should be. */
  record Good(String detail) implements Reading {}

  /** Measured, and not as it should be. */
  record Bad(String detail) implements Reading {}

  /** Measured, and too early to tell. */
  record Waiting(String detail) implements Reading {}

  /** What is asked about is not there. */
  record Absent(String detail) implements Reading {}

  /** Could not be measured, which says nothing about the change. */
  record Unmeasured(String detail) implements Reading {}

  /** Can never be measured here, however often one tries. */
  record Impossible(String detail) implements Reading {}
}
