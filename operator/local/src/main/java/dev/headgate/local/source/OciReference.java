package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * {@code spec.ref} of an OCIRepository: which tag or digest it stands for. A digest beats a range
 * of versions, a range beats a tag; without any it is {@code latest}.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/#reference">Flux:
 *     reference</a>
 */
record OciReference(String tag, String semver, String digest) {
  static OciReference of(JsonNode spec) {
    var ref = spec.path("ref");
    return new OciReference(
        ref.path("tag").asText("latest"),
        ref.path("semver").asText(""),
        ref.path("digest").asText(""));
  }

  /**
   * E.g. {@code latest@sha256:…}, or {@code sha256:…} for a digest, which is not looked up.
   *
   * @throws GitFailedException if there is no such tag
   * @throws IllegalArgumentException if no tag is in the range
   */
  String revision(LocalRegistry registry) {
    if (!digest.isEmpty()) {
      return digest;
    }
    var found = semver.isEmpty() ? tag : newest(registry);
    return found + "@" + registry.digest(found);
  }

  private String newest(LocalRegistry registry) {
    var range = SemverRange.parse(semver);
    return registry.tags().keySet().stream()
        .filter(SemverRange::isVersion)
        .filter(range::contains)
        .max(Comparator.comparing(SemverRange::version))
        .orElseThrow(() -> new IllegalArgumentException("no match found for semver: " + semver));
  }
}
