package dev.headgate.core.sandbox;

import java.time.Instant;

/** Whether it is this sandbox's turn. */
public sealed interface Admission {

  /**
   * Not yet.
   *
   * @param position 1 for the next one; 0 when it is not known
   */
  record Waiting(int position, String reason) implements Admission {}

  /** Never. */
  record Refused(String reason) implements Admission {}

  /**
   * It is.
   *
   * @param startBy when it has to be ready
   * @param expiresAt when it is taken away, whoever has it
   */
  record Granted(Instant startBy, Instant expiresAt) implements Admission {}
}
