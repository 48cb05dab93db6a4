package dev.headgate.core.flux;

/** An expression that Flux's envsubst refuses, or that would cost too much. */
final class BadSubstitutionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String found;

  BadSubstitutionException(String found) {
    super(found);
    this.found = found;
  }

  String found() {
    return found;
  }
}
