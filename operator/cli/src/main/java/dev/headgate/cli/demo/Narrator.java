package dev.headgate.cli.demo;

import java.io.PrintStream;
import java.time.Duration;

/** Tells the story on a terminal: what was done, what came of it, and how long it took. */
final class Narrator {

  private static final String BOLD = "1";
  private static final String GREEN = "32";
  private static final String DIM = "2";

  private final PrintStream out;
  private final boolean colour;
  private final long began = System.nanoTime();

  Narrator(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  void chapter(String title) {
    out.println();
    out.println(painted(BOLD, "▌ " + title));
  }

  /** Somebody does something. */
  void act(String what) {
    out.printf("%s  %s%n", clock(), what);
  }

  /** What was expected came. */
  void outcome(String what, Duration took) {
    out.printf("%s  %s %s%n", clock(), painted(GREEN, "✔ " + what), painted(DIM, seconds(took)));
  }

  /** What people see who look. */
  void quote(String text) {
    text.lines().forEach(line -> out.println("          " + painted(DIM, "│ " + line)));
  }

  void plain(String text) {
    out.println(text);
  }

  private String clock() {
    var elapsed = Duration.ofNanos(System.nanoTime() - began);
    return painted(DIM, "%3d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart()));
  }

  private static String seconds(Duration took) {
    return "(%.1f s)".formatted(took.toMillis() / 1000.0);
  }

  private String painted(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
