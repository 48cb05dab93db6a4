package dev.headgate.local;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** No way to get a tool worked. The message names each way, and why it failed. */
public final class BinaryUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BinaryUnavailableException(Tool tool, Path folder, List<String> failures) {
    super(
        failures.stream()
            .map(failure -> "\n  - " + failure.replace("\n", "\n    "))
            .collect(
                Collectors.joining(
                    "",
                    "%s %s is not in %s, and no way to get it worked:"
                        .formatted(tool.program(), tool.family().version(), folder),
                    "")));
  }
}
