package dev.headgate.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.zip.GZIPOutputStream;

/** The content of an image layout, each under its digest. */
record Blobs(Path folder) {

  /**
   * A piece of content.
   *
   * @param digest of its bytes
   * @param plainDigest of its bytes before compression; the same if it is not compressed
   * @param size in bytes
   */
  record Blob(String digest, String plainDigest, long size) {}

  static Blobs in(Path layout) throws IOException {
    return new Blobs(Files.createDirectories(layout.resolve("blobs/sha256")));
  }

  Blob add(byte[] content) throws IOException {
    return add(out -> out.write(content), false);
  }

  /** Writes a layer, compressed. */
  Blob add(Layer layer) throws IOException {
    return add(layer::writeTo, true);
  }

  private Blob add(Writer content, boolean compressed) throws IOException {
    var work = Files.createTempFile(folder, "writing", "");
    var outer = Reproducible.sha256();
    var inner = Reproducible.sha256();
    try (var file = new DigestOutputStream(Files.newOutputStream(work), outer);
        var packed = compressed ? new GZIPOutputStream(file) : file;
        var plain = new BufferedOutputStream(new DigestOutputStream(packed, inner), 1 << 16)) {
      content.writeTo(plain);
    }
    var digest = Reproducible.name(outer);
    var size = Files.size(work);
    var target = folder.resolve(digest.substring(digest.indexOf(':') + 1));
    Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(
        target, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    return new Blob(digest, Reproducible.name(inner), size);
  }

  /** Writes content. */
  @FunctionalInterface
  private interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }
}
