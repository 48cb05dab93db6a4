package dev.headgate.api.v1alpha1;

/** Flux revisions, {@code main@sha1:4f2c…}, for people. */
public final class Revisions {

  private static final int SHOWN = 12;

  private Revisions() {}

  /**
   * What stands before the digest and twelve characters of the digest: {@code main@4f2c0e6b1a90}.
   */
  public static String abbreviate(String revision) {
    var colon = revision.lastIndexOf(':');
    var at = revision.lastIndexOf('@', Math.max(colon, 0));
    var digest = revision.substring(colon + 1);
    var shown = digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN);
    return at < 0 ? shown : Bounds.clip(revision.substring(0, at), 40) + "@" + shown;
  }
}
