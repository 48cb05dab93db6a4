package dev.headgate.runtime.artifact;

import dev.headgate.core.RefusedInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The digest of an artifact's bytes as Flux writes it: {@code sha256:<hex>}, or bare hex, which
 * means SHA-256 (fluxcd/pkg apis/meta). Flux can also be set to blake3, which Java does not have.
 */
record ArtifactDigest(String algorithm, String hex) {

  private static final Map<String, Integer> HEX_DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  static ArtifactDigest parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    int colon = lower.indexOf(':');
    var algorithm = colon < 0 ? "sha256" : lower.substring(0, colon);
    var hex = lower.substring(colon + 1);
    var digits = HEX_DIGITS.get(algorithm);
    if (digits == null) {
      throw new RefusedInputException(
          "artifact digest", "an algorithm that is not known", "sha256, sha384, sha512");
    }
    if (hex.length() != digits || !HEX.matcher(hex).matches()) {
      throw new RefusedInputException(
          "artifact digest", "no %s digest".formatted(algorithm), digits + " hex digits");
    }
    return new ArtifactDigest(algorithm, hex);
  }

  MessageDigest newHash() {
    try {
      return MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  boolean isResultOf(MessageDigest hash) {
    return MessageDigest.isEqual(hash.digest(), HexFormat.of().parseHex(hex));
  }
}
