package dev.headgate.runtime.status;

/** A number of things, as people say it. */
public final class Counted {

  private Counted() {}

  /** Such as "1 gap" and "2 gaps"; for words whose plural is made with an s. */
  public static String of(int count, String thing) {
    return "%d %s%s".formatted(count, thing, count == 1 ? "" : "s");
  }
}
