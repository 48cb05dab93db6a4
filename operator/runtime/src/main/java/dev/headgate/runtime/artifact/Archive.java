package dev.headgate.runtime.artifact;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks a tar.gz into a tree, in memory, within limits. The rules of names and types are those of
 * Flux's own fetcher (fluxcd/pkg tar), and stricter: symbolic links are skipped as there; every
 * other link or device, a name that climbs or stands twice, and a size that lies are refused.
 */
public final class Archive {

  private final Limits.Archive limits;
  private final long compressedBytes;
  private final Map<String, TreeFile> files = new HashMap<>();
  private final byte[] buffer = new byte[16 * 1024];
  private long unpackedBytes;
  private int entries;

  private Archive(Limits.Archive limits, long compressedBytes) {
    this.limits = limits;
    this.compressedBytes = compressedBytes;
  }

  /**
   * The files of the archive.
   *
   * @throws RefusedInputException when it is malformed or exceeds a limit
   */
  public static Tree unpack(byte[] tarGz, Limits.Archive limits) {
    if (tarGz.length > limits.compressedBytes()) {
      throw refused(tarGz.length + " bytes", limits.compressedBytes() + " bytes");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(tarGz), 16 * 1024)) {
      return new Archive(limits, tarGz.length).read(new TarReader(in));
    } catch (EOFException e) {
      throw refused("compressed data that ends early", "a whole archive");
    } catch (IOException e) {
      throw refused("no gzip data, or damaged", "tar.gz");
    }
  }

  private Tree read(TarReader tar) throws IOException {
    for (var entry = tar.next(); entry != null; entry = tar.next()) {
      entries++;
      if (entries > limits.entries()) {
        throw refused("more entries", limits.entries() + " entries");
      }
      var path = path(entry.name());
      switch (entry.type()) {
        case FILE -> put(path, new TreeFile(content(tar, entry, path), entry.executable()));
        case FOLDER, SYMBOLIC_LINK -> {}
        case OTHER ->
            throw refused("a link or device at " + path, "files, folders, symbolic links");
      }
    }
    refuseFilesThatAreFolders();
    return Tree.of(files);
  }

  private void put(String path, TreeFile file) {
    if (path.isEmpty() || files.putIfAbsent(path, file) != null) {
      throw refused("%s stands twice".formatted(path.isEmpty() ? "the root" : path), "once");
    }
  }

  private byte[] content(TarReader tar, TarEntry entry, String path) throws IOException {
    if (entry.size() > limits.fileBytes()) {
      throw refused(
          "%s has %d bytes".formatted(path, entry.size()), limits.fileBytes() + " bytes a file");
    }
    var content = new ByteArrayOutputStream((int) entry.size());
    for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
      content.write(buffer, 0, read);
      count(read);
    }
    return content.toByteArray();
  }

  private void count(int bytes) {
    unpackedBytes += bytes;
    if (unpackedBytes > limits.unpackedBytes()) {
      throw refused("more unpacked bytes", limits.unpackedBytes() + " bytes");
    }
    if (unpackedBytes > limits.ratioFloorBytes()
        && unpackedBytes / limits.ratio() > compressedBytes) {
      throw refused(
          "a bomb: unpacks to far more than it is", "%d times its size".formatted(limits.ratio()));
    }
  }

  /** The name without {@code .} and empty segments. */
  private String path(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > limits.nameBytes()) {
      throw refused("a longer path", limits.nameBytes() + " bytes");
    }
    if (name.isEmpty() || name.startsWith("/") || name.contains("\\")) {
      throw refused("a path that is empty, absolute or has a backslash", "relative paths");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw refused("a path with control characters", "printable paths");
    }
    var segments = name.split("/", -1);
    if (Stream.of(segments).anyMatch(".."::equals)) {
      throw refused("a path that climbs: " + name, "paths without ..");
    }
    return Stream.of(segments)
        .filter(segment -> !segment.isEmpty() && !segment.equals("."))
        .collect(Collectors.joining("/"));
  }

  private void refuseFilesThatAreFolders() {
    for (String path : files.keySet()) {
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        if (files.containsKey(path.substring(0, slash))) {
          throw refused(path.substring(0, slash) + " is a file and a folder", "one of both");
        }
      }
    }
  }

  private static RefusedInputException refused(String found, String allowed) {
    return new RefusedInputException("archive", found, allowed);
  }
}
