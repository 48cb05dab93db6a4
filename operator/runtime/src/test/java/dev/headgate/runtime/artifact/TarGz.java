package dev.headgate.runtime.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes archives by hand, the broken ones included. */
public final class TarGz {

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  public static TarGz archive() {
    return new TarGz();
  }

  public TarGz file(String name, String content) {
    return entry(name, '0', 0644, content.getBytes(StandardCharsets.UTF_8));
  }

  public TarGz file(String name, byte[] content) {
    return entry(name, '0', 0644, content);
  }

  TarGz script(String name, String content) {
    return entry(name, '0', 0755, content.getBytes(StandardCharsets.UTF_8));
  }

  TarGz folder(String name) {
    return entry(name, '5', 0755, new byte[0]);
  }

  TarGz special(String name, char type) {
    return entry(name, type, 0644, new byte[0]);
  }

  /** A file whose name comes in a pax header, as Go writes names that do not fit. */
  TarGz paxFile(String name, String content) {
    var record = " path=" + name + "\n";
    int length = record.getBytes(StandardCharsets.UTF_8).length;
    int digits = Integer.toString(length + Integer.toString(length).length()).length();
    var body = (length + digits) + record;
    entry("PaxHeaders/x", 'x', 0644, body.getBytes(StandardCharsets.UTF_8));
    return file("short", content);
  }

  /** A file whose name comes in a GNU long-name entry. */
  TarGz gnuFile(String name, String content) {
    entry("././@LongLink", 'L', 0644, (name + "\0").getBytes(StandardCharsets.UTF_8));
    return file("short", content);
  }

  /** A header that promises {@code size} bytes, and fewer that follow. */
  TarGz lyingFile(String name, long size, String content) {
    tar.writeBytes(header(name, '0', 0644, size));
    tar.writeBytes(content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public byte[] bytes() {
    return gzip(tarBytes());
  }

  /** Without the two closing blocks and whatever a lie left open. */
  byte[] cutOff() {
    return gzip(tar.toByteArray());
  }

  static String sha256(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] tarBytes() {
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(tar.toByteArray());
    whole.writeBytes(new byte[1024]);
    return whole.toByteArray();
  }

  /** Compressed. */
  public static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private TarGz entry(String name, char type, int mode, byte[] content) {
    tar.writeBytes(header(name, type, mode, content.length));
    tar.writeBytes(content);
    tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  private static byte[] header(String name, char type, int mode, long size) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
