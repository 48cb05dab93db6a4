package dev.headgate.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

  private static final Origin ORIGIN = new Origin("flux-system/apps", "apps/web.yaml");

  @Test
  void shouldReadObjectsOfEveryShape() {
    // given
    var text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        ---
        ---
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleList
        items:
        - {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: "system:x", namespace: ops}}
        """;

    // when
    var manifests = read(text);

    // then
    assertThat(manifests)
        .extracting(m -> m.key().toString())
        .containsExactly(
            "Deployment.apps/shop/web",
            "ConfigMap/a",
            "ConfigMap/b",
            "Role.rbac.authorization.k8s.io/ops/system:x");
    assertThat(manifests).allMatch(Manifest::prune).allMatch(m -> m.origin().equals(ORIGIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: A | apiVersion is missing",
        "apiVersion: v1 | kind is missing",
        "{apiVersion: v1, kind: A} | metadata.name is missing",
        "{apiVersion: v1, kind: A, metadata: {name: }} | metadata.name is missing",
        "{apiVersion: v1, kind: A, metadata: {name: 5}} | metadata.name is a number; allowed: text",
        "{apiVersion: v1, kind: A, metadata: {name: 'a; rm -rf'}} | metadata.name has characters",
        "{apiVersion: v1, kind: A, metadata: {name: a, namespace: ../b}} | metadata.namespace has",
        "{apiVersion: [v1], kind: A, metadata: {name: a}} | apiVersion is a list",
        "[1, 2] | no mapping; allowed: a Kubernetes object"
      })
  void shouldNameFileDocumentAndFieldOfWhatIsNoObject(String text, String message) {
    assertThatThrownBy(() -> read("---\n# first\n---\n" + text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageStartingWith("apps/web.yaml, document 2 (line 4): ")
        .hasMessageContaining(message);
  }

  @Test
  void shouldNameTheItemOfAList() {
    assertThatThrownBy(() -> read("{apiVersion: v1, kind: List, items: [{kind: A}]}"))
        .hasMessageContaining("item 1: apiVersion is missing");
  }

  @Test
  void shouldNameBothPlacesOfADuplicate() {
    // given
    var first = read("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
    var second =
        new ManifestReader(Limits.Yaml.STANDARD)
            .read(
                new Origin("flux-system/other", "b.yaml"),
                bytes("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"));

    // when, then
    assertThatThrownBy(() -> Manifests.of(List.of(first.getFirst(), second.getFirst())))
        .isInstanceOf(DuplicateObjectException.class)
        .hasMessageContaining("apps/web.yaml (Kustomization flux-system/apps)")
        .hasMessageContaining("b.yaml (Kustomization flux-system/other)");
  }

  private static List<Manifest> read(String text) {
    return new ManifestReader(Limits.Yaml.STANDARD).read(ORIGIN, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldGiveAsReasonWhatTheMessageSays() {
    assertThatThrownBy(() -> read("kind: A"))
        .isInstanceOfSatisfying(
            RefusedInputException.class,
            refused -> assertThat(refused.reason()).isEqualTo(refused.getMessage()).isNotBlank());
  }

  @Test
  void shouldSayThatADuplicateIsAmongTheInlineManifests() {
    var inline =
        new ManifestReader(Limits.Yaml.STANDARD)
            .read(Origin.INLINE, bytes("{apiVersion: v1, kind: A, metadata: {name: a}}"));

    assertThatThrownBy(() -> Manifests.of(List.of(inline.getFirst(), inline.getFirst())))
        .hasMessageContaining("in the inline manifests and in the inline manifests");
  }
}
