package dev.headgate.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a plain scalar means to Kubernetes: the rules of go.yaml.in/yaml v2 ({@code resolve.go}),
 * through which sigs.k8s.io/yaml reads. They are YAML 1.1 without sexagesimals; timestamps stay
 * text.
 */
final class Scalars {

  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int LONGEST_NUMBER = 64;
  private static final int LONG_BITS = 64;

  private Scalars() {}

  /** Empty when the scalar has no value in JSON (infinity, not a number). */
  static Optional<JsonNode> resolve(String plain) {
    if (NULL.contains(plain)) {
      return Optional.of(NullNode.getInstance());
    }
    if (TRUE.contains(plain) || FALSE.contains(plain)) {
      return Optional.of(BooleanNode.valueOf(TRUE.contains(plain)));
    }
    if (plain.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(plain.charAt(0)) < 0) {
      return Optional.of(TextNode.valueOf(plain));
    }
    return NOT_FINITE.matcher(plain).matches() ? Optional.empty() : Optional.of(number(plain));
  }

  private static JsonNode number(String plain) {
    var digits = plain.startsWith(".") ? plain : plain.replace("_", "");
    if (INTEGER.matcher(digits).matches()) {
      var value = integer(digits);
      if (value.bitLength() <= LONG_BITS) {
        return integerNode(value);
      }
    }
    if (FLOAT.matcher(digits).matches()) {
      double value = Double.parseDouble(digits);
      return Double.isInfinite(value) ? TextNode.valueOf(plain) : DoubleNode.valueOf(value);
    }
    return TextNode.valueOf(plain);
  }

  private static BigInteger integer(String signed) {
    boolean negative = signed.startsWith("-");
    var digits =
        (negative || signed.startsWith("+") ? signed.substring(1) : signed)
            .toLowerCase(Locale.ROOT);
    var value = magnitude(digits);
    return negative ? value.negate() : value;
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0o")) {
      return digits.length() == 2 ? BigInteger.ZERO : new BigInteger(digits.substring(2), 8);
    }
    return digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
  }

  /** The node types that Jackson uses for the same number in JSON, so that both compare equal. */
  private static JsonNode integerNode(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }
}
