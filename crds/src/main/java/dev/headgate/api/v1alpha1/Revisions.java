package dev.headgate.api.v1alpha1;

/** Flux revisions, {@code main@sha1:4f2c…} or {@code latest@sha256:1a2b…}, for people. */
public final class Revisions {

  private static final int SHOWN = 12;

  /** A commit needs no word for what it is; a digest alone would look like one. */
  private static final String SHA256 = "sha256:";

  private Revisions() {}

  /**
   * What stands before the digest and twelve characters of the digest: {@code main@4f2c0e6b1a90},
   * {@code latest@sha256:1a2b3c4d5e6f}.
   */
  public static String abbreviate(String revision) {
    var colon = revision.lastIndexOf(':');
    var at = revision.lastIndexOf('@', Math.max(colon, 0));
    var digest = revision.substring(colon + 1);
    var algorithm = revision.startsWith(SHA256, at + 1) ? SHA256 : "";
    var shown = algorithm + (digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN));
    return at < 0 ? shown : Bounds.clip(revision.substring(0, at), 40) + "@" + shown;
  }
}
