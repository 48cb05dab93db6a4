package dev.headgate.local.source;

import java.io.Serial;
import java.util.List;

/** Git refused. The message holds its command line and what it said. */
public final class GitFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  GitFailedException(List<String> command, String said) {
    super("%s: %s".formatted(String.join(" ", command), said));
  }
}
