package dev.headgate.core.tree;

/**
 * A revision as Flux writes it: {@code main@sha1:SHA}, {@code refs/heads/main@sha1:SHA}, {@code
 * sha1:SHA}, {@code latest@sha256:M}. Two spellings of one commit are the same revision; compare
 * {@link #commit()}, never the text.
 */
public record Revision(String text) {

  public Revision {
    if (text.isBlank()) {
      throw new IllegalArgumentException("revision is empty; allowed: main@sha1:<commit>");
    }
  }

  /** What follows the last {@code :}, or all of it: the hex digest that a pin holds. */
  public String commit() {
    return text.substring(text.lastIndexOf(':') + 1);
  }

  /** The first twelve digits of the commit, as names and tables show it. */
  public String shortCommit() {
    return commit().substring(0, Math.min(12, commit().length()));
  }

  public boolean sameCommit(Revision other) {
    return commit().equals(other.commit());
  }

  @Override
  public String toString() {
    return text;
  }
}
