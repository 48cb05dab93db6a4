package dev.headgate.runtime.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file of {@code src/test/resources/fuzz/<parser>}: {@code valid-…} is read, others refused. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Seed(Foreign of, String name, byte[] bytes) {

  static final Path FOLDER = Path.of("src/test/resources/fuzz");

  static List<Seed> of(Foreign parser) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(parser.folder()))) {
      return files
          .sorted(Comparator.comparing(Path::getFileName))
          .map(file -> read(parser, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Seed read(Foreign parser, Path file) {
    try {
      return new Seed(parser, String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isValid() {
    return name.startsWith("valid-");
  }

  @Override
  public String toString() {
    return of.folder() + "/" + name;
  }
}
