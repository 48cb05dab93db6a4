package dev.headgate.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner reads, from their first byte on. */
final class PrivateFile {

  private PrivateFile() {}

  /** Puts it there at once, or replaces what is there. */
  static void write(Path file, String text) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    var draft =
        Files.createTempFile(
            folder,
            ".headgate-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
