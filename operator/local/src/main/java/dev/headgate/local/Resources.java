package dev.headgate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come with this module. */
final class Resources {
  private Resources() {}

  /** The text of a resource, named relative to this package. */
  static String text(String name) {
    try (var resource = Resources.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(
            "The resource %s is missing from the build".formatted(name));
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource " + name, e);
    }
  }
}
