package dev.headgate.core.flux;

import dev.headgate.core.RefusedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The variable expressions of {@code postBuild}: a port of fluxcd/pkg envsubst, its oddities
 * included ({@code :+} and {@code :?} give the default, {@code ${a-b}} is an error, {@code $$}
 * stands for {@code $}). Not taken over: character classes in {@code #} and {@code %} patterns.
 */
final class Envsubst {

  /** Gives variables their values. */
  interface Variables {

    /** The value, or the empty text when it has none. */
    String value(String name);

    boolean has(String name);

    /** What to put for a variable without value that is used without a default. */
    String missing(String name);
  }

  private static final Set<String> OPERATORS_WITH_DEFAULT =
      Set.of("=", "-", "+", "?", ":=", ":-", ":+", ":?");
  private static final int DEEPEST = 20;

  /** Characters that may be looked at, for each that may come out. */
  private static final int EFFORT = 4;

  private final String text;
  private final Variables variables;
  private final int mostChars;
  private final Effort effort;
  private int position;
  private int depth;

  private Envsubst(String text, Variables variables, int mostChars) {
    this.text = text;
    this.variables = variables;
    this.mostChars = mostChars;
    this.effort = new Effort((long) EFFORT * mostChars);
  }

  /**
   * The text with every expression replaced.
   *
   * @throws RefusedInputException for an expression that Flux refuses, and for a result longer than
   *     {@code mostChars}
   */
  static String expand(String place, String text, Variables variables, int mostChars) {
    try {
      return new Envsubst(text, variables, mostChars).expandText();
    } catch (BadSubstitutionException e) {
      throw new RefusedInputException(place, e.found());
    }
  }

  private String expandText() throws BadSubstitutionException {
    var out = new StringBuilder(text.length());
    while (position < text.length()) {
      if (text.startsWith("${", position)) {
        position += 2;
        out.append(function());
      } else {
        if (text.startsWith("$$", position)) {
          position++;
        }
        out.append(text.charAt(position));
        position++;
      }
      if (out.length() > mostChars) {
        throw new BadSubstitutionException(
            "substitution grows beyond " + mostChars + " characters");
      }
    }
    return out.toString();
  }

  /** What stands between <code>${</code> and the matching brace, which it consumes. */
  private String function() throws BadSubstitutionException {
    depth++;
    if (depth > DEEPEST) {
      throw new BadSubstitutionException("substitutions nested deeper than " + DEEPEST);
    }
    boolean length = peek() == '#';
    if (length) {
      position++;
    }
    var name = name();
    var operator = length ? "#" : operator();
    var arguments = length ? List.<String>of() : arguments(operator);
    expect('}');
    depth--;
    return apply(name, operator, arguments);
  }

  private String name() throws BadSubstitutionException {
    int start = position;
    while (position < text.length()
        && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
      position++;
    }
    if (start == position) {
      throw new BadSubstitutionException("a substitution without a variable name");
    }
    return text.substring(start, position);
  }

  private String operator() throws BadSubstitutionException {
    char first = peek();
    char second = position + 1 < text.length() ? text.charAt(position + 1) : 0;
    var operator =
        switch (first) {
          case '}' -> "";
          case '=' -> "=";
          case ':' -> "=-?+".indexOf(second) >= 0 ? ":" + second : ":";
          case ',', '^' -> second == ',' || second == '^' ? "" + first + second : "" + first;
          case '#', '%' -> second == first ? "" + first + second : "" + first;
          case '/' -> second == '/' || second == '#' || second == '%' ? "/" + second : "/";
          default -> throw new BadSubstitutionException("a substitution without closing brace");
        };
    position += operator.length();
    return operator;
  }

  private List<String> arguments(String operator) throws BadSubstitutionException {
    var arguments = new ArrayList<String>();
    if (OPERATORS_WITH_DEFAULT.contains(operator)) {
      while (peek() != '}') {
        var argument = argument("}", false);
        effort.spend(argument.length());
        arguments.add(argument);
      }
      return arguments;
    }
    switch (operator) {
      case ":" -> {
        arguments.add(argument(":}", false));
        if (peek() == ':') {
          skipAll(':');
          arguments.add(argument("}", false));
        }
      }
      case "#", "##", "%", "%%" -> arguments.add(argument("}", false));
      case "/", "//", "/#", "/%" -> {
        arguments.add(argument("/", true));
        skipAll('/');
        if (peek() != '}') {
          arguments.add(argument("}", true));
        }
      }
      default -> {}
    }
    return arguments;
  }

  /** A nested expression, or text up to one of {@code ends}. */
  private String argument(String ends, boolean escapes) throws BadSubstitutionException {
    if (text.startsWith("${", position)) {
      position += 2;
      return function();
    }
    var argument = new StringBuilder();
    int start = position;
    while (position < text.length() && !text.startsWith("${", position)) {
      if (escapes && isEscape()) {
        position++;
      } else if (ends.indexOf(text.charAt(position)) >= 0) {
        break;
      }
      argument.append(text.charAt(position));
      position++;
    }
    if (position == start) {
      throw new BadSubstitutionException("a substitution whose operator lacks its argument");
    }
    return argument.toString();
  }

  private boolean isEscape() {
    return text.startsWith("$$", position)
        || text.startsWith("\\/", position)
        || text.startsWith("\\\\", position);
  }

  private void skipAll(char delimiter) throws BadSubstitutionException {
    expect(delimiter);
    while (peek() == delimiter) {
      position++;
    }
  }

  private void expect(char wanted) throws BadSubstitutionException {
    if (peek() != wanted) {
      throw new BadSubstitutionException("a substitution without '%s'".formatted(wanted));
    }
    position++;
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private String apply(String name, String operator, List<String> arguments)
      throws BadSubstitutionException {
    if (!variables.has(name) && !OPERATORS_WITH_DEFAULT.contains(operator)) {
      return variables.missing(name);
    }
    return EnvsubstFunctions.apply(operator, variables.value(name), arguments, effort);
  }
}
