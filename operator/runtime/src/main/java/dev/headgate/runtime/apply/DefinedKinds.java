package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The kinds that CustomResourceDefinitions bring; a moment passes until they are served. */
record DefinedKinds(Set<String> groupsAndKinds) {

  DefinedKinds {
    groupsAndKinds = Set.copyOf(groupsAndKinds);
  }

  static DefinedKinds by(Collection<Manifest> manifests) {
    var defined = new HashSet<String>();
    for (Manifest manifest : manifests) {
      if (manifest.key().isA("apiextensions.k8s.io", "CustomResourceDefinition")) {
        var spec = manifest.content().path("spec");
        defined.add(spec.path("group").asText() + "/" + spec.at("/names/kind").asText());
      }
    }
    return new DefinedKinds(defined);
  }

  boolean define(ObjectKey key) {
    return groupsAndKinds.contains(key.group() + "/" + key.kind());
  }
}
