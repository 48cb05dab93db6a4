package dev.headgate.core.probe;

import java.util.List;

/** Readings as letters, and outcomes as words. */
final class Readings {

  private Readings() {}

  static List<Reading> all(String letters) {
    return letters.chars().mapToObj(letter -> of((char) letter)).toList();
  }

  static Reading of(char letter) {
    return switch (letter) {
      case 'g' -> new Reading.Good("good");
      case 'b' -> new Reading.Bad("bad");
      case 'w' -> new Reading.Waiting("waiting");
      case 'a' -> new Reading.Absent("absent");
      case 'e' -> new Reading.Unmeasured("not measured");
      case 'i' -> new Reading.Impossible("impossible");
      default -> throw new IllegalArgumentException(String.valueOf(letter));
    };
  }

  static String word(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  static Outcome outcome(String word) {
    return switch (word) {
      case "Passed" -> new Outcome.Passed("well");
      case "Failed" -> new Outcome.Failed("not well");
      case "Absent" -> new Outcome.Absent("not there");
      case "Inconclusive" -> new Outcome.Inconclusive("not seen");
      default -> throw new IllegalArgumentException(word);
    };
  }
}
