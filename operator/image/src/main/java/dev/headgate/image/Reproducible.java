package dev.headgate.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** What makes two builds of one commit the same bytes. */
final class Reproducible {

  /** Of every file. The class cache names the times of jars, so folder and image have the same. */
  static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private Reproducible() {}

  /** Gives everything in that folder the same time. */
  static void setTimes(Path folder) throws IOException {
    for (var path : walk(folder)) {
      Files.setLastModifiedTime(path, FileTime.from(TIME));
    }
  }

  /** Everything in that folder and itself, sorted. */
  static List<Path> walk(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** As OCI writes it. */
  static String name(MessageDigest digest) {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  static String digest(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return name(in.getMessageDigest());
    }
  }
}
