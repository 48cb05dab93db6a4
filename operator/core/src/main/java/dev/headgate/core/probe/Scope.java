package dev.headgate.core.probe;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The part of a revision that is run to exercise a change set: every object of the Kustomizations
 * that it touches, and from all others what those cannot do without (their namespaces, the
 * definitions of their kinds) or what the change may break (the objects of a kind whose definition
 * changes).
 *
 * @param live what is applied first
 * @param candidate what is applied over it
 */
public record Scope(Manifests live, Manifests candidate) {

  public static Scope of(Manifests live, Manifests candidate, ChangeSet changes) {
    var touched = new HashSet<String>();
    changes.changes().stream()
        .flatMap(Scope::manifests)
        .forEach(manifest -> touched.add(manifest.origin().kustomization()));
    var redefined = definedKinds(changes.changes().stream().flatMap(Scope::manifests).toList());
    Predicate<Manifest> chosen =
        manifest ->
            touched.contains(manifest.origin().kustomization())
                || redefined.contains(groupAndKind(manifest.key()));
    return new Scope(narrowed(live, chosen), narrowed(candidate, chosen));
  }

  private static Stream<Manifest> manifests(Change change) {
    return Stream.concat(change.before().stream(), change.after().stream());
  }

  private static Manifests narrowed(Manifests all, Predicate<Manifest> chosen) {
    var namespaces = new HashSet<String>();
    var kinds = new HashSet<String>();
    for (Manifest manifest : all.all()) {
      if (chosen.test(manifest)) {
        namespaces.add(manifest.key().namespace());
        kinds.add(groupAndKind(manifest.key()));
      }
    }
    return Manifests.of(
        all.all().stream()
            .filter(
                manifest ->
                    chosen.test(manifest)
                        || isNamespace(manifest, namespaces)
                        || defines(manifest, kinds))
            .toList());
  }

  private static boolean isNamespace(Manifest manifest, Set<String> names) {
    return manifest.key().isA("", "Namespace") && names.contains(manifest.key().name());
  }

  private static boolean defines(Manifest manifest, Set<String> kinds) {
    return definedKinds(List.of(manifest)).stream().anyMatch(kinds::contains);
  }

  private static Set<String> definedKinds(List<Manifest> manifests) {
    var kinds = new HashSet<String>();
    for (Manifest manifest : manifests) {
      if (manifest.key().isA("apiextensions.k8s.io", "CustomResourceDefinition")) {
        var spec = manifest.content().path("spec");
        kinds.add(spec.path("group").asText() + "/" + spec.at("/names/kind").asText());
      }
    }
    return kinds;
  }

  private static String groupAndKind(ObjectKey key) {
    return key.group() + "/" + key.kind();
  }
}
