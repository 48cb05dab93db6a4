package dev.headgate.runtime.packaged;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a distribution was built of, kept in its file {@value #FILE}.
 *
 * <p>At each start sizes and checksums are compared, not digests: this is against accidents such as
 * a jar copied over another. Somebody who may write here can write here as well, and the image's
 * digest is what to trust. The JVM computes CRC-32 with an instruction, at several GB/s even in its
 * first moment; SHA-256 of the same files would take longer than all of the rest of the start.
 *
 * @param build names the build: a digest over all parts
 * @param parts what has to be as it was built
 */
public record Contents(String build, List<Part> parts) {

  public static final String FILE = "build.txt";

  private static final String ADVICE =
      "Its parts fit only each other: pull the image again, or build it again with ./headgate"
          + " package.";

  public Contents {
    parts = List.copyOf(parts);
  }

  /**
   * A file.
   *
   * @param path relative to the distribution
   * @param size in bytes
   * @param checksum CRC-32
   */
  public record Part(String path, long size, long checksum) {

    /** As it is now. */
    public static Part of(Path home, String path) throws IOException {
      try (var channel = FileChannel.open(home.resolve(path))) {
        var checksum = new CRC32();
        var size = channel.size();
        ByteBuffer content = channel.map(MapMode.READ_ONLY, 0, size);
        checksum.update(content);
        return new Part(path, size, checksum.getValue());
      }
    }

    /** What is wrong with it, in a sentence. */
    Optional<String> fault(Path home) throws IOException {
      try {
        if (Files.size(home.resolve(path)) == size && of(home, path).equals(this)) {
          return Optional.empty();
        }
        return Optional.of(path + " in " + home + " is not the file that was built. " + ADVICE);
      } catch (NoSuchFileException e) {
        return Optional.of(path + " in " + home + " is missing. " + ADVICE);
      }
    }
  }

  /** Of the distribution in that folder. */
  public static Contents read(Path home) throws IOException {
    var file = home.resolve(FILE);
    var build = "";
    var parts = new ArrayList<Part>();
    for (var line : Files.readAllLines(file)) {
      var words = line.split(" ", 4);
      if (words[0].equals("build") && words.length == 2) {
        build = words[1];
      } else if (words[0].equals("part") && words.length == 4) {
        parts.add(part(words));
      } else if (!line.startsWith("#")) {
        throw new IOException("a line that nobody wrote: " + line);
      }
    }
    if (build.isEmpty() || parts.isEmpty()) {
      throw new IOException("it names no build, or no parts");
    }
    return new Contents(build, parts);
  }

  private static Part part(String[] words) throws IOException {
    try {
      return new Part(words[3], Long.parseLong(words[2]), Long.parseLong(words[1], 16));
    } catch (NumberFormatException e) {
      throw new IOException("not a number: " + e.getMessage(), e);
    }
  }

  public void write(Path home) throws IOException {
    var text = new StringBuilder("# What this was built of; compared at each start.\n");
    text.append("build ").append(build).append('\n');
    for (var part : parts) {
      text.append("part %08x %d %s\n".formatted(part.checksum(), part.size(), part.path()));
    }
    Files.writeString(home.resolve(FILE), text);
  }

  /** What is not as it was built; empty when everything is. */
  List<String> faults(Path home) throws IOException {
    var faults = new ArrayList<String>();
    for (var part : parts) {
      part.fault(home).ifPresent(faults::add);
    }
    return faults;
  }
}
