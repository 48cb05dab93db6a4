package dev.headgate.runtime.inside;

import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * A tree as the tar.gz that Flux fetches: exactly the files whose digest the verdict names, sorted,
 * without owners and times. Names over 100 bytes have an entry of their own before them (GNU {@code
 * L}), which Go's archive/tar reads.
 */
final class TreeArchive {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  private TreeArchive() {}

  static byte[] of(Tree tree) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (var file : tree.files().entrySet()) {
        write(out, file.getKey(), file.getValue());
      }
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, String path, TreeFile file) throws IOException {
    var name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > NAME) {
      entry(out, "././@LongLink".getBytes(StandardCharsets.US_ASCII), 'L', PLAIN, terminated(name));
    }
    entry(
        out,
        Arrays.copyOf(name, Math.min(name.length, NAME)),
        '0',
        file.executable() ? EXECUTABLE : PLAIN,
        file.content());
  }

  private static byte[] terminated(byte[] name) {
    return Arrays.copyOf(name, name.length + 1);
  }

  private static void entry(OutputStream out, byte[] name, char type, int mode, byte[] content)
      throws IOException {
    var header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    octal(header, 100, 8, mode);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, content.length);
    octal(header, 136, 12, 0);
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 7);
    var sum = 0;
    for (var one : header) {
      sum += one & 0xff;
    }
    octal(header, 148, 7, sum);
    out.write(header);
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /** Digits, and a zero byte at the end of the field. */
  private static void octal(byte[] header, int offset, int length, long value) {
    var digits = String.format("%0" + (length - 1) + "o", value);
    System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, header, offset, length - 1);
    header[offset + length - 1] = 0;
  }
}
