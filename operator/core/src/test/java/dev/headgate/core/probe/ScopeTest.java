package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void shouldRunAllOfTheTouchedKustomizationsAndNothingOfTheOthers() {
    // given
    var live =
        of(
            object("shop", "ConfigMap", "a", "1"),
            object("shop", "Service", "b", "1"),
            object("blog", "ConfigMap", "c", "1"));
    var candidate =
        of(
            object("shop", "ConfigMap", "a", "2"),
            object("shop", "Service", "b", "1"),
            object("blog", "ConfigMap", "c", "1"));

    // when
    var scope = Scope.of(live, candidate, ChangeSet.between(live, candidate));

    // then
    assertThat(names(scope.live())).containsExactly("a", "b");
    assertThat(names(scope.candidate())).containsExactly("a", "b");
  }

  @Test
  void shouldBringTheNamespacesAndDefinitionsThatThoseNeed() {
    // given
    var live =
        of(
            object("shop", "Widget", "a", "1"),
            namespace("infra", "space"),
            namespace("infra", "elsewhere"),
            definition("infra", "Widget", "1"),
            definition("infra", "Gadget", "1"));
    var candidate =
        of(
            object("shop", "Widget", "a", "2"),
            namespace("infra", "space"),
            namespace("infra", "elsewhere"),
            definition("infra", "Widget", "1"),
            definition("infra", "Gadget", "1"));

    // when
    var scope = Scope.of(live, candidate, ChangeSet.between(live, candidate));

    // then
    assertThat(names(scope.candidate())).containsExactlyInAnyOrder("a", "space", "widgets");
  }

  @Test
  void shouldBringTheObjectsOfAKindWhoseDefinitionChanges() {
    // given
    var live =
        of(
            definition("infra", "Widget", "1"),
            object("shop", "Widget", "a", "1"),
            object("shop", "ConfigMap", "b", "1"));
    var candidate =
        of(
            definition("infra", "Widget", "2"),
            object("shop", "Widget", "a", "1"),
            object("shop", "ConfigMap", "b", "1"));

    // when
    var scope = Scope.of(live, candidate, ChangeSet.between(live, candidate));

    // then
    assertThat(names(scope.candidate())).containsExactlyInAnyOrder("widgets", "a");
  }

  private static List<String> names(Manifests manifests) {
    return manifests.all().stream().map(manifest -> manifest.key().name()).toList();
  }

  private static Manifests of(Manifest... manifests) {
    return Manifests.of(List.of(manifests));
  }

  private static Manifest object(String kustomization, String kind, String name, String value) {
    var group = kind.equals("Widget") ? "a.example" : "";
    return manifest(kustomization, new ObjectKey(group, kind, "space", name), value, "{}");
  }

  private static Manifest namespace(String kustomization, String name) {
    return manifest(kustomization, new ObjectKey("", "Namespace", "", name), "1", "{}");
  }

  private static Manifest definition(String kustomization, String kind, String value) {
    var plural = kind.toLowerCase(java.util.Locale.ROOT) + "s";
    return manifest(
        kustomization,
        new ObjectKey("apiextensions.k8s.io", "CustomResourceDefinition", "", plural),
        value,
        "{group: 'a.example', names: {kind: '%s'}}".formatted(kind));
  }

  private static Manifest manifest(String kustomization, ObjectKey key, String value, String spec) {
    var content =
        json(
            "{kind: '%s', metadata: {name: '%s'}, spec: %s, value: '%s'}"
                .formatted(key.kind(), key.name(), spec, value));
    return new Manifest(
        key, "v1", content, new Origin("flux-system/" + kustomization, "f.yaml"), true);
  }
}
