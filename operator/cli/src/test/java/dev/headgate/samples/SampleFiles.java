package dev.headgate.samples;

import dev.headgate.local.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The folder {@code samples} of this repository; remembers what was used of it. */
final class SampleFiles {
  private static final String PAGE = "README.md";

  private final Path folder = Lab.chart().resolve("../../samples").normalize();
  private final Set<String> used = new TreeSet<>();

  String text(String file) {
    used.add(file);
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path to content of all files below, hidden ones too. */
  Map<String, String> tree(String below) {
    var files = new TreeMap<String, String>();
    for (var file : files(below)) {
      files.put(file.substring(below.length() + 1), text(file));
    }
    return files;
  }

  /** All of these samples that nobody asked for, but for their pages. */
  Set<String> unused(List<String> samples) {
    return samples.stream()
        .flatMap(sample -> files(sample).stream().filter(file -> !file.equals(sample + PAGE)))
        .filter(file -> !used.contains(file))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The samples themselves, each as its folder with a slash. */
  Set<String> samples() {
    return files("").stream()
        .filter(file -> !file.equals(PAGE))
        .map(file -> file.substring(0, file.indexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> files(String below) {
    try (var found = Files.walk(folder.resolve(below))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
