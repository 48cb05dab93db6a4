package dev.headgate.core.ground;

import dev.headgate.core.Limits;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What has to be asked of the host.
 *
 * @param keys at most {@link Limits#HOST_FACTS}
 * @param omitted how many more there would be
 */
public record Wanted(SortedSet<ObjectKey> keys, int omitted) {

  private static final String CRD_GROUP = "apiextensions.k8s.io";
  private static final String CRD = "CustomResourceDefinition";

  /**
   * What objects of both revisions need and neither brings, and what the pool names.
   *
   * @param definitions the name of the definition of a {@code group/Kind} that the host serves
   */
  public static Wanted of(
      Scope scope, Copies copies, Function<String, Optional<String>> definitions) {
    var keys = new ArrayList<ObjectKey>();
    copies.named().forEach(named -> keys.add(named.key()));
    if (copies.facts()) {
      keys.addAll(needed(all(scope), definitions));
    }
    keys.removeIf(key -> isBrought(scope, key));
    var distinct = keys.stream().distinct().toList();
    var kept = distinct.stream().limit(Limits.HOST_FACTS).toList();
    return new Wanted(new TreeSet<>(kept), distinct.size() - kept.size());
  }

  private static SortedSet<ObjectKey> needed(
      List<Manifest> manifests, Function<String, Optional<String>> definitions) {
    var keys = new TreeSet<>(References.of(manifests).classes());
    for (var manifest : manifests) {
      var key = manifest.key();
      if (!key.namespace().isEmpty()) {
        keys.add(new ObjectKey("", "Namespace", "", key.namespace()));
      }
      if (key.group().contains(".")) {
        definitions
            .apply(key.group() + "/" + key.kind())
            .ifPresent(name -> keys.add(new ObjectKey(CRD_GROUP, CRD, "", name)));
      }
    }
    return keys;
  }

  static List<Manifest> all(Scope scope) {
    var all = new ArrayList<>(scope.live().all());
    all.addAll(scope.candidate().all());
    return all;
  }

  /** Then the host's is none of the sandbox's business: it shows what the tree makes. */
  static boolean isBrought(Scope scope, ObjectKey key) {
    return scope.live().get(key).isPresent() || scope.candidate().get(key).isPresent();
  }

  /** Whether nothing has to be asked. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  static boolean isNamed(Collection<Copies.Named> named, ObjectKey key) {
    return named.stream().anyMatch(one -> one.key().equals(key));
  }
}
