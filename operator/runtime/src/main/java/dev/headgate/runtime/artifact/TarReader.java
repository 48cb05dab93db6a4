package dev.headgate.runtime.artifact;

import dev.headgate.core.RefusedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads ustar, pax and GNU long-name headers, the formats that Go's archive/tar writes. Small on
 * purpose: a general library would also understand sparse files and a dozen dialects that have no
 * business here.
 */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int LONGEST_EXTENSION = 64 * 1024;
  private static final int MOST_EXTENSIONS = 4;
  private static final int ANY_EXECUTE_BIT = 0b001_001_001;

  private final InputStream in;
  private long remaining;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** The next entry, or null after the last; what is left of the previous one is skipped. */
  @Nullable TarEntry next() throws IOException {
    skip(remaining + padding);
    remaining = 0;
    padding = 0;
    var extensions = new HashMap<String, String>();
    for (int i = 0; i <= MOST_EXTENSIONS; i++) {
      var header = in.readNBytes(BLOCK);
      if (header.length == 0 || isZero(header)) {
        return null;
      }
      requireWhole(header);
      long size = number(header, 124, 12);
      char type = (char) (header[156] & 0xff);
      switch (type) {
        case 'x' -> extensions.putAll(paxRecords(extension(size)));
        case 'g' -> extension(size);
        case 'L' -> extensions.put("path", text(extension(size), 0, Integer.MAX_VALUE));
        case 'K' -> extension(size);
        default -> {
          return entry(header, type, size, extensions);
        }
      }
    }
    throw malformed("more extended headers", MOST_EXTENSIONS + " for one entry");
  }

  /** Bytes of the current entry; -1 at its end. Fewer than its header promised is an error. */
  int read(byte[] buffer) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int read = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
    if (read < 0) {
      throw malformed("an entry that ends early", "the size its header states");
    }
    remaining -= read;
    return read;
  }

  private TarEntry entry(
      byte[] header, char type, long headerSize, Map<String, String> extensions) {
    var stated = extensions.get("size");
    long size = stated == null ? headerSize : decimal(stated);
    if (size < 0) {
      throw malformed("a negative size", "sizes from 0");
    }
    var name = extensions.getOrDefault("path", ustarName(header));
    var kind = kind(type, name);
    remaining = kind == TarEntry.Type.SYMBOLIC_LINK || kind == TarEntry.Type.FOLDER ? 0 : size;
    padding = (int) ((BLOCK - remaining % BLOCK) % BLOCK);
    return new TarEntry(name, size, kind, (number(header, 100, 8) & ANY_EXECUTE_BIT) != 0);
  }

  private static TarEntry.Type kind(char type, String name) {
    return switch (type) {
      case '0', '\0' -> name.endsWith("/") ? TarEntry.Type.FOLDER : TarEntry.Type.FILE;
      case '5' -> TarEntry.Type.FOLDER;
      case '2' -> TarEntry.Type.SYMBOLIC_LINK;
      default -> TarEntry.Type.OTHER;
    };
  }

  private static String ustarName(byte[] header) {
    var name = text(header, 0, 100);
    boolean posix = text(header, 257, 6).equals("ustar");
    var prefix = posix ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private byte[] extension(long size) throws IOException {
    if (size < 0 || size > LONGEST_EXTENSION) {
      throw malformed("a long extended header", LONGEST_EXTENSION + " bytes");
    }
    var body = in.readNBytes((int) size);
    skip(size - body.length + (BLOCK - size % BLOCK) % BLOCK);
    return body;
  }

  /** Records of the form {@code <length> <key>=<value>\n}, where length counts the whole record. */
  private static Map<String, String> paxRecords(byte[] body) {
    var records = new HashMap<String, String>();
    int start = 0;
    while (start < body.length) {
      int space = start;
      while (space < body.length && body[space] != ' ') {
        space++;
      }
      long length = decimal(new String(body, start, space - start, StandardCharsets.US_ASCII));
      long end = start + length;
      if (end > body.length || end <= space + 1L || body[(int) end - 1] != '\n') {
        throw malformed("a broken extended header", "records of the stated length");
      }
      var record = new String(body, space + 1, (int) end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        records.put(record.substring(0, equals), record.substring(equals + 1));
      }
      start = (int) end;
    }
    return records;
  }

  private static long decimal(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformed("a number that is none", "decimal digits");
    }
  }

  /** Octal digits, or big-endian binary when the first bit is set (GNU). */
  private static long number(byte[] header, int offset, int length) {
    if ((header[offset] & 0x80) != 0) {
      long value = header[offset] & 0x7f;
      for (int i = 1; i < length; i++) {
        if (value > Long.MAX_VALUE >> Byte.SIZE) {
          throw malformed("a number out of range", "63 bits");
        }
        value = (value << Byte.SIZE) | (header[offset + i] & 0xff);
      }
      return value;
    }
    var digits = text(header, offset, length).trim();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw malformed("a header field that is no number", "octal digits");
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    int end = offset;
    int last = (int) Math.min(bytes.length, (long) offset + length);
    while (end < last && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        if (in.read() < 0) {
          throw malformed("an entry that ends early", "the size its header states");
        }
        skipped = 1;
      }
      left -= skipped;
    }
  }

  private static void requireWhole(byte[] header) {
    if (header.length < BLOCK) {
      throw malformed("half a header", "blocks of 512 bytes");
    }
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8)) {
      throw malformed("a header whose checksum is wrong", "an intact archive");
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static RefusedInputException malformed(String found, String allowed) {
    return new RefusedInputException("archive", found, allowed);
  }
}
