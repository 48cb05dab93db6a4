package dev.headgate.core.flux;

/**
 * What one substitution may cost, in characters that are looked at or written: a few signs can ask
 * for a long value again and again, and for nothing of it.
 */
final class Effort {

  private long left;

  Effort(long chars) {
    left = chars;
  }

  /** Before they are written. */
  void spend(long chars) throws BadSubstitutionException {
    left -= chars;
    if (left < 0) {
      throw new BadSubstitutionException("substitutions that take too long");
    }
  }
}
