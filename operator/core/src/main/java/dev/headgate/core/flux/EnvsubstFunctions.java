package dev.headgate.core.flux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The functions of fluxcd/pkg envsubst ({@code funcs.go}). */
final class EnvsubstFunctions {

  /** Trimming tries every prefix; longer values are not variables that people trim. */
  private static final int LONGEST_TRIMMED = 2_048;

  private EnvsubstFunctions() {}

  static String apply(String operator, String value, List<String> arguments, Effort effort)
      throws BadSubstitutionException {
    effort.spend(value.length());
    return switch (operator) {
      case "#" ->
          arguments.isEmpty()
              ? Integer.toString(value.getBytes(StandardCharsets.UTF_8).length)
              : trimPrefix(value, arguments.getFirst(), false, effort);
      case "##" -> trimPrefix(value, arguments.getFirst(), true, effort);
      case "%" -> trimSuffix(value, arguments.getFirst(), false, effort);
      case "%%" -> trimSuffix(value, arguments.getFirst(), true, effort);
      case "," -> first(value).toLowerCase(Locale.ROOT) + rest(value);
      case ",," -> value.toLowerCase(Locale.ROOT);
      case "^" -> first(value).toUpperCase(Locale.ROOT) + rest(value);
      case "^^" -> value.toUpperCase(Locale.ROOT);
      case ":" -> substring(value, arguments);
      case "/#", "/%", "/", "//" -> replace(operator, value, arguments, effort);
      default -> value.isEmpty() ? String.join("", arguments) : value;
    };
  }

  private static String first(String value) {
    return value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1));
  }

  private static String rest(String value) {
    return value.substring(first(value).length());
  }

  private static String replace(
      String operator, String value, List<String> arguments, Effort effort)
      throws BadSubstitutionException {
    var search = arguments.getFirst();
    var replacement = arguments.size() > 1 ? arguments.get(1) : "";
    effort.spend(operator.equals("//") ? grown(value, search, replacement) : replacement.length());
    return switch (operator) {
      case "//" -> value.replace(search, replacement);
      case "/#" ->
          arguments.size() == 2 && value.startsWith(search)
              ? replacement + value.substring(search.length())
              : value;
      case "/%" ->
          arguments.size() == 2 && value.endsWith(search)
              ? value.substring(0, value.length() - search.length()) + replacement
              : value;
      default -> {
        int at = value.indexOf(search);
        yield at < 0
            ? value
            : value.substring(0, at) + replacement + value.substring(at + search.length());
      }
    };
  }

  /** Characters after each place was replaced; an empty text is found beside every one. */
  private static long grown(String value, String search, String replacement) {
    long places = 0;
    var step = Math.max(1, search.length());
    for (int at = value.indexOf(search); at >= 0 && at < value.length(); ) {
      places++;
      at = value.indexOf(search, at + step);
    }
    return value.length() + (places + 1) * replacement.length();
  }

  private static String substring(String value, List<String> arguments) {
    try {
      int start = Integer.parseInt(arguments.getFirst());
      int from = Math.min(value.length(), start < 0 ? Math.max(0, value.length() + start) : start);
      if (arguments.size() == 1) {
        return value.substring(from);
      }
      int length = Integer.parseInt(arguments.get(1));
      long to = length < 0 ? (long) value.length() + length : (long) from + length;
      return to < from ? "" : value.substring(from, (int) Math.min(to, value.length()));
    } catch (NumberFormatException e) {
      return value;
    }
  }

  private static String trimSuffix(String value, String pattern, boolean longest, Effort effort)
      throws BadSubstitutionException {
    return reverse(trimPrefix(reverse(value), reverse(pattern), longest, effort));
  }

  private static String trimPrefix(String value, String pattern, boolean longest, Effort effort)
      throws BadSubstitutionException {
    if (value.length() > LONGEST_TRIMMED || pattern.length() > LONGEST_TRIMMED) {
      throw new BadSubstitutionException(
          "trimming a value longer than " + LONGEST_TRIMMED + " characters");
    }
    if (pattern.contains("[") || pattern.contains("\\")) {
      throw new BadSubstitutionException(
          "a trimming pattern with [ or \\, which is not understood");
    }
    int found = 0;
    for (int length = value.length(); length > 0; length--) {
      if (matches(pattern, value, length, effort)) {
        found = length;
        if (longest) {
          break;
        }
      }
    }
    return value.substring(found);
  }

  /** Whether the glob matches the first {@code length} characters; linear but for restarts at *. */
  private static boolean matches(String glob, String value, int length, Effort effort)
      throws BadSubstitutionException {
    int g = 0;
    int v = 0;
    int star = -1;
    int retry = 0;
    while (v < length) {
      effort.spend(1);
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        retry = v;
      } else if (g < glob.length()
          && (glob.charAt(g) == '?' || glob.charAt(g) == value.charAt(v))) {
        g++;
        v++;
      } else if (star >= 0) {
        g = star + 1;
        v = ++retry;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
