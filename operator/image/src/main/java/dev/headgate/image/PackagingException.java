package dev.headgate.image;

/** Something is not there, or a tool failed. The message says to a person what to do about it. */
final class PackagingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PackagingException(String message) {
    super(message);
  }

  PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
