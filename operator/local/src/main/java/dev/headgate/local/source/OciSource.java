package dev.headgate.local.source;

import dev.headgate.local.source.SourceStatus.Failed;
import dev.headgate.local.source.SourceStatus.Outcome;
import dev.headgate.local.source.SourceStatus.Published;
import dev.headgate.local.source.SourceStatus.Verification;
import java.util.Optional;

/**
 * Publishes the artifact that an OCIRepository refers to. As source-controller does, it verifies
 * and pulls by the reference, after the digest was looked up; and it does not ask the registry
 * again for what it has stored.
 */
record OciSource(Storage storage, Faults faults) {

  Outcome publish(Source source) {
    try {
      var registry = LocalRegistry.in(source.folder("oci"));
      var reference = OciReference.of(source.spec());
      var revision = reference.revision(registry);
      var verified = verification(source, registry, reference, revision);
      return verified.filter(found -> !found.holds()).isPresent()
          ? unverified(verified.get())
          : publish(source, registry, reference, revision, verified);
    } catch (GitFailedException | IllegalArgumentException e) {
      return new Failed(
          "OCIArtifactPullFailed",
          "failed to determine artifact digest: " + e.getMessage(),
          Optional.empty());
    }
  }

  private Outcome publish(
      Source source,
      LocalRegistry registry,
      OciReference reference,
      String revision,
      Optional<Verification> verified) {
    var path = source.path(digest(revision));
    if (source.shows(revision) && storage.has(path)) {
      return new Published(revision, storage.get(path), source.metadata(), verified);
    }
    faults.beforePull();
    var pulled = digest(reference.revision(registry));
    var stored = storage.put(path, registry.archive(pulled));
    return new Published(revision, stored, registry.annotations(pulled), verified);
  }

  private static Optional<Verification> verification(
      Source source, LocalRegistry registry, OciReference reference, String revision) {
    if (!source.spec().has("verify")) {
      return Optional.empty();
    }
    var holds = registry.isSigned(digest(reference.revision(registry)));
    return Optional.of(
        new Verification(
            holds,
            holds
                ? "verified signature of revision " + revision
                : "failed to verify the signature using provider '%s': no matching signatures were found for '%s'"
                    .formatted(source.spec().at("/verify/provider").asText(), revision)));
  }

  private static Failed unverified(Verification verification) {
    return new Failed("VerificationError", verification.message(), Optional.of(verification));
  }

  private static String digest(String revision) {
    return revision.substring(revision.indexOf('@') + 1);
  }
}
