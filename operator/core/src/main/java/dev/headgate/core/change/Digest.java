package dev.headgate.core.change;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest as {@code sha256:<hex>}. */
public record Digest(String value) {

  public static Builder builder() {
    return new Builder();
  }

  public static Digest of(byte[] bytes) {
    return builder().raw(bytes).build();
  }

  /** The first twelve hex digits, for people and for bounded status lists. */
  public String shortened() {
    var hex = value.substring(value.indexOf(':') + 1);
    return hex.substring(0, Math.min(12, hex.length()));
  }

  /**
   * The first 32 hex digits (128 bits), for lists that have to be short and yet bind a proof to
   * what was proven: two objects that share them cost 2^64 attempts, more than two commits that
   * share a SHA-1. Twelve digits would cost 2^24, which is no obstacle to an author of both.
   */
  public String abbreviated() {
    var hex = value.substring(value.indexOf(':') + 1);
    return hex.substring(0, Math.min(32, hex.length()));
  }

  @Override
  public String toString() {
    return value;
  }

  /**
   * Digests a sequence of fields; each is preceded by its length, so that no two sequences meet.
   */
  public static final class Builder {

    private final MessageDigest sha256;

    private Builder() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    public Builder field(byte[] bytes) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha256.update(bytes);
      return this;
    }

    Builder raw(byte[] bytes) {
      sha256.update(bytes);
      return this;
    }

    public Digest build() {
      return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }
  }
}
