package dev.headgate.cli.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Rows as kubectl shows them. */
final class Table {

  private static final String GAP = "   ";

  private Table() {}

  static void print(List<List<String>> rows, PrintStream out) {
    for (var row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(padded(row.get(column), width(rows, column))).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** The two greatest units of a length of time; what is over is 0s. */
  static String span(Duration span) {
    var positive = span.isNegative() ? Duration.ZERO : span;
    if (positive.toDays() > 1) {
      return positive.toDays() + "d";
    }
    if (positive.toHours() > 0) {
      return "%dh%dm".formatted(positive.toHours(), positive.toMinutesPart());
    }
    return positive.toMinutes() > 0
        ? "%dm%ds".formatted(positive.toMinutes(), positive.toSecondsPart())
        : positive.toSeconds() + "s";
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
