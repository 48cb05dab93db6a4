package dev.headgate.core;

/**
 * Input that is not taken, because it is malformed or larger than a limit. The message names the
 * place, what was found and what is allowed; it never quotes a value, which might be a Secret's.
 */
public final class RefusedInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public RefusedInputException(String place, String found, String allowed) {
    this(place, "%s; allowed: %s".formatted(found, allowed));
  }

  public RefusedInputException(String place, String found) {
    super("%s: %s".formatted(place, found));
    this.reason = "%s: %s".formatted(place, found);
  }

  /** The message, which is never null here. */
  public String reason() {
    return reason;
  }
}
