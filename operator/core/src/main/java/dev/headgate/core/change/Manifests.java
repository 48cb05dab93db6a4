package dev.headgate.core.change;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects that a tree stands for, each once, in key order. */
public record Manifests(SortedMap<ObjectKey, Manifest> byKey) {

  public static final Manifests NONE = new Manifests(new TreeMap<>());

  public Manifests {
    byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
  }

  /**
   * Collects manifests by key.
   *
   * @throws DuplicateObjectException when two manifests have one key, naming both places
   */
  public static Manifests of(Collection<Manifest> manifests) {
    var byKey = new TreeMap<ObjectKey, Manifest>();
    for (Manifest manifest : manifests) {
      var first = byKey.putIfAbsent(manifest.key(), manifest);
      if (first != null) {
        throw new DuplicateObjectException(manifest.key(), first.origin(), manifest.origin());
      }
    }
    return new Manifests(byKey);
  }

  public Optional<Manifest> get(ObjectKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  public Collection<Manifest> all() {
    return byKey.values();
  }

  public int size() {
    return byKey.size();
  }
}
