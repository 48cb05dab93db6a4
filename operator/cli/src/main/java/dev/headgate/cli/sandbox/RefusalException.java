package dev.headgate.cli.sandbox;

import java.io.Serial;

/** It cannot be done; the message says why in a sentence, and quotes nothing of a kubeconfig. */
final class RefusalException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  RefusalException(String message) {
    super(message);
  }
}
