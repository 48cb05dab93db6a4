package dev.headgate.runtime.check;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import java.util.Optional;

/** What a candidate brings with it, so that it may still be missing from the cluster. */
record Brought(Manifests candidate, ChangeSet changes) {

  Optional<String> whoBringsNamespaceOf(ObjectKey key) {
    return candidate
        .get(new ObjectKey("", "Namespace", "", key.namespace()))
        .map(namespace -> "the candidate brings that namespace");
  }

  /** A definition among the objects, or a chart, which nobody has looked into. */
  Optional<String> whoBringsKindOf(ObjectKey key) {
    return candidate.all().stream().anyMatch(manifest -> defines(manifest, key))
        ? Optional.of("the candidate brings its definition")
        : changes.changes().stream()
            .map(Change::after)
            .flatMap(Optional::stream)
            .filter(manifest -> manifest.key().isA("helm.toolkit.fluxcd.io", "HelmRelease"))
            .map(release -> "the chart of " + release.key() + " may bring its definition")
            .findFirst();
  }

  private static boolean defines(Manifest manifest, ObjectKey key) {
    var spec = manifest.content().path("spec");
    return manifest.key().isA("apiextensions.k8s.io", "CustomResourceDefinition")
        && spec.path("group").asText().equals(key.group())
        && spec.at("/names/kind").asText().equals(key.kind());
  }
}
