package dev.headgate.faults.world;

import java.io.Serial;

/** What had to come did not come: a promise that was broken, not a surprise. */
final class InVainException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  InVainException(String message) {
    super(message);
  }
}
