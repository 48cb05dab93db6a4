package dev.headgate.core.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupplementedTest {

  private static final String RELEASE = "HelmRelease.helm.toolkit.fluxcd.io/web/shop";
  private static final ObjectKey DEPLOYMENT = new ObjectKey("apps", "Deployment", "web", "shop");
  private static final String TREE =
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: shop, namespace: web}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: web}
      data: {value: from the tree}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: web}",
        "annotations: {meta.helm.sh/release-name: shop, meta.helm.sh/release-namespace: web}",
        "labels: {app.kubernetes.io/instance: shop}",
      })
  void shouldGiveAnObjectToTheReleaseThatItsLabelsNameAndToItsNamespace(String labels) {
    // when
    var rendering = Supplemented.of(tree(), supplement(true, deployment(labels)));

    // then
    var object = rendering.manifests().get(DEPLOYMENT).orElseThrow();
    assertThat(object.origin().release()).isEqualTo(RELEASE);
    assertThat(object.origin().kustomization()).isEqualTo("flux-system/apps");
    assertThat(object.content().at("/metadata/namespace").asText()).isEqualTo("web");
  }

  @Test
  void shouldGiveAnObjectToNobodyWhenTwoReleasesCouldBeMeant() {
    // given
    var two =
        TREE
            + """
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: other, namespace: web}
            spec: {releaseName: shop}
            """;

    // when
    var rendering =
        Supplemented.of(
            tree(two), supplement(true, deployment("labels: {app.kubernetes.io/instance: shop}")));

    // then
    var object =
        rendering.manifests().get(new ObjectKey("apps", "Deployment", "", "shop")).orElseThrow();
    assertThat(object.origin().isFromChart()).isFalse();
  }

  @Test
  void shouldTakeTheWordOfTheTreeForWhatBothHave() {
    // given
    var lie =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: web}
        data: {value: from CI}
        """;

    // when
    var rendering = Supplemented.of(tree(), supplement(true, lie));

    // then
    assertThat(rendering.manifests()).isEqualTo(tree().manifests());
  }

  @Test
  void shouldLeaveClusterWideKindsWithoutNamespace() {
    var role =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: shop, labels: {app.kubernetes.io/instance: shop}}
        """;

    assertThat(
            Supplemented.of(tree(), supplement(true, role))
                .manifests()
                .get(new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", "", "shop")))
        .isPresent();
  }

  @Test
  void shouldNoLongerMissAChartThatAVerifiedSourceInflated() {
    var gaps = Supplemented.of(tree(), supplement(true, deployment(INSTANCE))).gaps();

    assertThat(gaps).extracting(Gap::kind).containsExactly(Gap.Kind.LEFT_OUT);
    assertThat(gaps.getFirst().reason()).contains("no Secret and no CustomResourceDefinition");
  }

  @Test
  void shouldNameOnlyTheKindThatIsLeftOut() {
    var secret = "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: web}}";
    var crd =
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a}}";
    var some = supplement(true, deployment(INSTANCE), secret);
    var all = supplement(true, deployment(INSTANCE), secret, crd);

    assertThat(Supplemented.of(tree(), some).gaps())
        .extracting(Gap::reason)
        .singleElement()
        .asString()
        .contains("has no CustomResourceDefinition:");
    assertThat(Supplemented.of(tree(), all).gaps()).isEmpty();
  }

  @Test
  void shouldKnowWhatHelmKeepsAndWhichKustomizationBringsTheRest() {
    var kept = "annotations: {helm.sh/resource-policy: keep}\n  " + INSTANCE;
    var labelled =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: c
          namespace: web
          labels:
            kustomize.toolkit.fluxcd.io/name: apps
            kustomize.toolkit.fluxcd.io/namespace: flux-system
        """;
    var manifests =
        Supplemented.of(tree(), supplement(true, deployment(INSTANCE), labelled)).manifests();

    assertThat(manifests.get(DEPLOYMENT)).map(Manifest::prune).contains(true);
    assertThat(
            Supplemented.of(tree(), supplement(true, deployment(kept))).manifests().get(DEPLOYMENT))
        .map(Manifest::prune)
        .contains(false);
    assertThat(manifests.get(new ObjectKey("", "ConfigMap", "web", "c")))
        .map(manifest -> manifest.origin().kustomization())
        .contains("flux-system/apps");
  }

  @Test
  void shouldMissAChartThatNobodyVouchesFor() {
    var gaps = Supplemented.of(tree(), supplement(false, deployment(INSTANCE))).gaps();

    assertThat(gaps)
        .filteredOn(gap -> gap.subject().equals(RELEASE))
        .extracting(Gap::kind)
        .containsExactlyInAnyOrder(Gap.Kind.RENDERING_UNVERIFIED, Gap.Kind.LEFT_OUT);
  }

  @Test
  void shouldTellPlaceholdersAlsoInSecrets() {
    // given
    var plain = deployment(INSTANCE + "\nspec: {replicas: ..PLACEHOLDER_replicas..}");
    var hidden =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: login, namespace: web}
        data: {password: Li5QTEFDRUhPTERFUl9wYXNzd29yZC4u}
        """;

    // when
    var gaps = Supplemented.of(tree(), supplement(true, plain, hidden)).gaps();

    // then
    assertThat(gaps)
        .filteredOn(gap -> gap.kind() == Gap.Kind.PLACEHOLDER)
        .extracting(Gap::subject)
        .containsExactlyInAnyOrder("Deployment.apps/web/shop", "Secret/web/login");
  }

  @Test
  void shouldCountTheSameObjectOnceAndRefuseTwoThatDiffer() {
    // given
    var one = deployment(INSTANCE);
    var other = deployment(INSTANCE + "\nspec: {replicas: 2}");

    // then
    assertThat(Supplemented.of(tree(), supplement(true, one, one)).manifests().size()).isEqualTo(3);
    assertThatThrownBy(() -> Supplemented.of(tree(), supplement(true, one, other)))
        .isInstanceOf(DuplicateObjectException.class)
        .hasMessageContaining("Deployment.apps/web/shop is defined twice");
  }

  @Test
  void shouldSeeAChangeOfTheReleaseThatAnObjectBelongsTo() {
    // given
    var two = TREE.replace("name: shop", "name: other") + "  # renamed\n";
    var byHand = "labels: {app.kubernetes.io/name: shop}";

    // when
    var changes =
        ChangeSet.between(
            Supplemented.of(tree(), supplement(true, placed(INSTANCE))).manifests(),
            Supplemented.of(tree(two), supplement(true, placed(byHand))).manifests());

    // then
    assertThat(changes.find(DEPLOYMENT.toString())).isPresent();
  }

  @Test
  void shouldReadOnlyTheFolderAskedForAndKeepToIt() {
    // given
    var files =
        Tree.of(
            Map.of(
                "out/shop.yaml", TreeFile.text(deployment(INSTANCE)),
                "out/notes.txt", TreeFile.text("not read"),
                "other/x.yaml", TreeFile.text(": not read")));

    // then
    assertThat(Supplement.read("OCIRepository r", true, files, "./out", Limits.STANDARD).objects())
        .hasSize(1);
    assertThatThrownBy(
            () -> Supplement.read("OCIRepository r", true, files, "../out", Limits.STANDARD))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("OCIRepository r", "leaves the tree");
  }

  private static final String INSTANCE = "labels: {app.kubernetes.io/instance: shop}";

  private static String deployment(String metadata) {
    var spec = metadata.indexOf("\nspec:");
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: shop
      %s%s
    """
        .formatted(
            spec < 0 ? metadata : metadata.substring(0, spec),
            spec < 0 ? "" : metadata.substring(spec));
  }

  private static String placed(String metadata) {
    return deployment(metadata).replace("  name: shop", "  name: shop\n  namespace: web");
  }

  private static Rendering tree() {
    return tree(TREE);
  }

  private static Rendering tree(String yaml) {
    var manifests = Manifests.of(read(new Origin("flux-system/apps", "apps.yaml"), yaml));
    var gaps = List.of(new Gap(Gap.Kind.CHART_NOT_INFLATED, RELEASE, "not known"));
    return new Rendering(manifests, gaps, new TreeSet<>(), List.of());
  }

  private static Supplement supplement(boolean vouched, String... yaml) {
    var objects =
        List.of(yaml).stream()
            .flatMap(text -> read(new Origin("", "r.yaml", "", vouched), text).stream())
            .toList();
    return new Supplement("OCIRepository r", vouched, objects);
  }

  private static List<Manifest> read(Origin origin, String yaml) {
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(origin, yaml.getBytes(StandardCharsets.UTF_8));
  }
}
