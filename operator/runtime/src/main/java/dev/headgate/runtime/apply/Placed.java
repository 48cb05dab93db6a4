package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.ServedKind;

/**
 * A manifest and where it goes: in the namespace {@code default} when it names none but needs one.
 */
record Placed(Manifest manifest, ServedKind kind, String namespace) {

  static Placed of(Manifest manifest, ServedKind kind) {
    var named = manifest.key().namespace();
    var namespace = kind.namespaced() ? (named.isEmpty() ? "default" : named) : "";
    return new Placed(manifest, kind, namespace);
  }

  /** The key of the object in the sandbox. */
  ObjectKey key() {
    return new ObjectKey(
        manifest.key().group(), manifest.key().kind(), namespace, manifest.key().name());
  }

  String path() {
    return kind.path(namespace, manifest.key().name());
  }
}
