package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.TreeFixtures.SOURCE;
import static dev.headgate.runtime.render.TreeFixtures.appFolder;
import static dev.headgate.runtime.render.TreeFixtures.homeLab;
import static dev.headgate.runtime.render.TreeFixtures.root;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static dev.headgate.runtime.render.TreeFixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.TreeCoverage;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.yaml.Documents;
import dev.headgate.local.Binaries;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import dev.headgate.runtime.render.RenderResult.Refused;
import dev.headgate.runtime.render.RenderResult.Rendered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererIT {

  private static final String CLUSTER = "./kubernetes/flux/cluster";

  @TempDir Path work;
  private Renderer renderer;

  @BeforeEach
  void start() {
    var kustomize = Binaries.standard(Progress.silent()).path(Tool.KUSTOMIZE);
    renderer =
        new Renderer(new Kustomize(kustomize, work, Limits.Render.STANDARD), Limits.STANDARD);
  }

  @AfterEach
  void stop() {
    renderer.close();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void shouldRenderWhatFluxWouldApply() {
    // when
    var rendering = render(homeLab(6));

    // then the root, its children as patched by their parent, and what the children hold
    assertThat(names(rendering))
        .hasSize(1 + 1 + 6 * 3 + 2)
        .contains(
            "Kustomization.kustomize.toolkit.fluxcd.io/flux-system/cluster-apps",
            "Namespace/ns-0",
            "Kustomization.kustomize.toolkit.fluxcd.io/ns-0/app-3",
            "HelmRelease.helm.toolkit.fluxcd.io/ns-0/app-3",
            "OCIRepository.source.toolkit.fluxcd.io/ns-0/app-3",
            "PersistentVolumeClaim/ns-0/app-3");
    var child = find(rendering, "Kustomization.kustomize.toolkit.fluxcd.io/ns-0/app-3");
    assertThat(child.content().at("/spec/deletionPolicy").asText()).isEqualTo("WaitForTermination");
    var release = find(rendering, "HelmRelease.helm.toolkit.fluxcd.io/ns-0/app-3");
    assertThat(release.content().at("/spec/install/crds").asText()).isEqualTo("CreateReplace");
    assertThat(release.content().at("/spec/values/persistence/config/existingClaim").asText())
        .isEqualTo("app-3");
    assertThat(release.content().at("/metadata/annotations").isMissingNode()).isTrue();
  }

  @Test
  void shouldTellWhereEachObjectComesFromAndWhetherFluxPrunesIt() {
    // when
    var rendering = render(homeLab(4));

    // then
    var release = find(rendering, "HelmRelease.helm.toolkit.fluxcd.io/ns-0/app-3");
    assertThat(release.origin())
        .isEqualTo(new Origin("ns-0/app-3", appFolder(3) + "/app/helmrelease.yaml"));
    assertThat(release.prune()).isTrue();
    var volume = find(rendering, "PersistentVolumeClaim/ns-0/app-3");
    assertThat(volume.origin().file()).isEqualTo("kubernetes/components/volume/pvc.yaml");
    var namespace = find(rendering, "Namespace/ns-0");
    assertThat(namespace.origin().kustomization()).isEqualTo("flux-system/cluster-apps");
    assertThat(namespace.prune()).isFalse();
  }

  @Test
  void shouldSeeABumpAsOneChangeFullyCovered() {
    // given
    var live = homeLab(12);
    var candidate = homeLab(12).replace(appFolder(7) + "/app/ocirepository.yaml", "4.2.0", "4.3.0");

    // when
    var difference = compare(live, candidate);

    // then
    assertThat(difference.changes())
        .containsExactly("UPDATE OCIRepository.source.toolkit.fluxcd.io/ns-0/app-7");
    assertThat(difference.coverage()).isEqualTo(new Coverage(1, List.of(), false));
  }

  @Test
  void shouldSeeThatOneCommentedLinePrunesAnApp() {
    // given
    var live = homeLab(4);
    var candidate =
        homeLab(4).replace("kubernetes/apps/ns-0/kustomization.yaml", "- ./app-3", "# - ./app-3");

    // when, then
    assertThat(compare(live, candidate).changes())
        .containsExactly(
            "DELETE HelmRelease.helm.toolkit.fluxcd.io/ns-0/app-3",
            "DELETE Kustomization.kustomize.toolkit.fluxcd.io/ns-0/app-3",
            "DELETE OCIRepository.source.toolkit.fluxcd.io/ns-0/app-3",
            "DELETE PersistentVolumeClaim/ns-0/app-3");
  }

  @Test
  void shouldSeeADocumentThatLeavesAFileThatStays() {
    // given
    var file = appFolder(1) + "/app/helmrelease.yaml";
    var second = configMap("{name: extra}", "{}");

    // when, then
    assertThat(compare(homeLab(2).edit(file, t -> t + second), homeLab(2)).changes())
        .containsExactly("DELETE ConfigMap/ns-0/extra");
  }

  @Test
  void shouldSeeNothingInAFileThatNothingReferences() {
    // given
    var live = homeLab(2).file(appFolder(1) + "/app/old.yaml", "not: used\n");

    // when
    var difference = compare(live, homeLab(2));

    // then
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().isFull()).isTrue();
  }

  @Test
  void shouldSeeNothingInCommentsAndKeyOrder() {
    // given
    var file = appFolder(1) + "/app/ocirepository.yaml";
    var candidate =
        homeLab(2)
            .edit(
                file,
                t -> "# a comment\n" + t.replace("  interval: 15m\n", "") + "  interval: 15m\n");

    // when
    var difference = compare(homeLab(2), candidate);

    // then
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().isFull()).isTrue();
  }

  @Test
  void shouldSeeAVariableThatResizesAVolume() {
    // given
    var candidate = homeLab(4).replace(appFolder(3) + "/ks.yaml", "CAPACITY: 5Gi", "CAPACITY: 1Gi");

    // when
    var difference = compare(homeLab(4), candidate);

    // then
    assertThat(difference.changes())
        .containsExactly(
            "UPDATE Kustomization.kustomize.toolkit.fluxcd.io/ns-0/app-3",
            "UPDATE PersistentVolumeClaim/ns-0/app-3");
  }

  @Test
  void shouldSeeWhatAParentsPatchDoesToEveryChild() {
    // given
    var candidate = homeLab(5).replace("kubernetes/flux/cluster/ks.yaml", "CreateReplace", "Skip");

    // when, then each Kustomization and each HelmRelease, and the root itself
    assertThat(compare(homeLab(5), candidate).changes()).hasSize(1 + 5 + 5);
  }

  @Test
  void shouldSeeNothingWhenBoilerplateMovesIntoTheParent() {
    // given children that say themselves what their parent patches into them anyway
    var live = homeLab(3);
    for (int app = 0; app < 3; app++) {
      live.replace(
          appFolder(app) + "/ks.yaml", "spec:\n", "spec:\n  deletionPolicy: WaitForTermination\n");
    }

    // when
    var difference = compare(live, homeLab(3));

    // then three files say something else and no object does: that is not taken for granted
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().treeDiffersOnly()).isTrue();
  }

  @Test
  void shouldPruneWhatADeletedFolderHeldThoughNoListNamesIt() {
    // given kubernetes/apps has no kustomization.yaml, so Flux lists its folders
    var candidate = homeLab(14).without("kubernetes/apps/ns-1/");

    // when
    var difference = compare(homeLab(14), candidate);

    // then all of it goes, and the Namespace stays because it is not pruned
    assertThat(difference.changes()).hasSize(1 + 4 * 3 + 1).contains("DELETE Namespace/ns-1");
    assertThat(find(difference.live(), "Namespace/ns-1").prune()).isFalse();
  }

  @Test
  void shouldNameFilesThatFluxNeverReads() {
    // given
    var candidate =
        homeLab(1)
            .replace("talos/talconfig.yaml", "v1.11.0", "v1.12.0")
            .file("bootstrap/helmfile.yaml", "releases: [x]\n")
            .file("README.md", "# other\n")
            .file(".github/workflows/ci.yaml", "on: push\n")
            .file(".headgate/change.yaml", "kind: ChangeRequest\n");

    // when
    var coverage = compare(homeLab(1), candidate).coverage();

    // then
    assertThat(coverage.uncovered())
        .containsExactly("bootstrap/helmfile.yaml", "talos/talconfig.yaml");
  }

  @Test
  void shouldRefuseAFileThatDoesNotParse() {
    // given
    var candidate = homeLab(2).file(appFolder(1) + "/app/helmrelease.yaml", "a: [\n");

    // when, then
    assertThat(findings(candidate))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.object()).endsWith("/ns-0/app-1");
              assertThat(finding.message())
                  .contains("helmrelease.yaml")
                  .doesNotContain(work.toString());
            });
  }

  @Test
  void shouldNameEveryKustomizationWhosePathIsGone() {
    // given a restructured path
    var candidate = homeLab(2);
    candidate.replace(appFolder(0) + "/ks.yaml", "/app-0/app", "/app-0/application");
    candidate.replace(appFolder(1) + "/ks.yaml", "/app-1/app", "/../../../../etc");

    // when, then
    assertThat(findings(candidate))
        .extracting(Finding::message)
        .anyMatch(
            m -> m.contains("kubernetes/apps/ns-0/app-0/application is no folder of the tree"))
        .anyMatch(m -> m.contains("leaves the tree"));
  }

  @Test
  void shouldRefuseAnObjectThatStandsTwice() {
    // given
    var twice = configMap("{name: twice, namespace: x}", "{}");
    var candidate =
        tree().file("a/ks.yaml", ks("one", "./one", "")).file("a/ks2.yaml", ks("two", "./two", ""));
    candidate.file("one/cm.yaml", twice).file("two/cm.yaml", twice);

    // when, then
    assertThat(findings(candidate, "a"))
        .extracting(Finding::message)
        .containsExactly(
            "ConfigMap/x/twice is defined twice: in one/cm.yaml (Kustomization flux-system/one)"
                + " and in two/cm.yaml (Kustomization flux-system/two)");
  }

  @Test
  void shouldLeaveOutRemoteBasesAndSaySo() {
    // given
    var files =
        tree()
            .file(
                "a/kustomization.yaml",
                """
                resources:
                  - cm.yaml
                  - ../nested
                  - https://token@github.com/org/repo//crds?ref=v1
                """)
            .file("a/cm.yaml", configMap("{name: local}", "{}"))
            .file("nested/kustomization.yaml", "resources: [github.com/org/other]\n");

    // when
    var rendering = render(files, "a");

    // then
    assertThat(names(rendering)).containsExactly("ConfigMap/local");
    assertThat(rendering.gaps()).extracting(Gap::kind).containsOnly(Gap.Kind.REMOTE_BASE);
    assertThat(rendering.floatingInputs())
        .containsExactly(
            "Kustomization/flux-system/cluster: remote base github.com/org/other",
            "Kustomization/flux-system/cluster: remote base"
                + " https://github.com/org/repo//crds?ref=v1");
  }

  @Test
  void shouldPutPlaceholdersForSecretsAndUnknownVariables() {
    // given
    var files =
        tree()
            .file(
                "a/ks.yaml",
                ks("app", "./app", "postBuild: {substituteFrom: [{kind: Secret, name: s}]}"))
            .file(
                "app/secret.sops.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                stringData: {password: "ENC[AES256_GCM,data:abc]"}
                sops: {mac: "ENC[x]", lastmodified: "2026-01-01T00:00:00Z"}
                """)
            .file("app/cm.yaml", configMap("{name: c}", "{host: \"a.${SECRET_DOMAIN}\"}"));

    // when
    var rendering = render(files, "a");

    // then
    assertThat(rendering.gaps())
        .extracting(Gap::kind, Gap::subject)
        .containsExactlyInAnyOrder(
            tuple(Gap.Kind.PLACEHOLDER, "Secret/s"),
            tuple(Gap.Kind.UNRESOLVED_VARIABLE, "ConfigMap/c"));
    assertThat(find(rendering, "ConfigMap/c").content().at("/data/host").asText())
        .isEqualTo("a.placeholder-secret-domain");
    assertThat(find(rendering, "Secret/s").content().toString())
        .contains("placeholder-encrypted-")
        .doesNotContain("ENC[");
  }

  @Test
  void shouldTakeVariablesFromTheTreesOwnConfigMapsBeforeTheClusters() {
    // given a ConfigMap that the candidate changes, and that the cluster still has as it was
    var files =
        tree()
            .file(
                "a/settings.yaml",
                configMap("{name: settings, namespace: flux-system}", "{ZONE: new}"))
            .file(
                "a/ks.yaml",
                ks(
                    "app",
                    "./app",
                    "postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}, {kind:"
                        + " ConfigMap, name: other}]}"))
            .file("app/cm.yaml", configMap("{name: c}", "{zone: \"${ZONE}\", x: \"${X}\"}"));
    ConfigMaps cluster =
        (namespace, name) ->
            Optional.of(name.equals("settings") ? Map.of("ZONE", "old") : Map.of("X", "5"));

    // when
    var rendering = rendered(request(files, "a").withConfigMaps(cluster));

    // then, and a number stays one, as in Flux
    assertThat(find(rendering, "ConfigMap/c").content().path("data"))
        .hasToString("{\"x\":5,\"zone\":\"new\"}");
  }

  @Test
  void shouldKeepAChildThatItsParentDoesNotPrune() {
    // given the candidate no longer defines the child, which the cluster still has
    var files = tree().file("a/cm.yaml", configMap("{name: a}", "{}"));
    files.file("app/cm.yaml", configMap("{name: of-child}", "{}"));
    var child = yaml(ks("app", "./app", ""));
    child
        .withObject("/metadata/labels")
        .put("kustomize.toolkit.fluxcd.io/name", "cluster")
        .put("kustomize.toolkit.fluxcd.io/namespace", "flux-system");
    var keeping = root("./a");
    keeping.withObject("/spec").put("prune", false);

    // when
    var pruned = rendered(RenderRequest.of(files.build(), SOURCE, List.of(root("./a"), child)));
    var kept = rendered(RenderRequest.of(files.build(), SOURCE, List.of(keeping, child)));

    // then
    assertThat(names(pruned)).containsExactly("ConfigMap/a");
    assertThat(names(kept)).containsExactly("ConfigMap/a", "ConfigMap/of-child");
  }

  @Test
  void shouldRenderARootThatManagesItself() {
    // given flux bootstrap's layout, whose candidate moves the path of the root itself
    var self = yaml(ks("cluster", "./new", ""));
    var files =
        tree()
            .file("old/self.yaml", self.toString())
            .file("new/self.yaml", self.toString())
            .file("new/cm.yaml", configMap("{name: moved}", "{}"));

    // when, then
    assertThat(names(render(files, "./old")))
        .containsExactly(
            "ConfigMap/moved", "Kustomization.kustomize.toolkit.fluxcd.io/flux-system/cluster");
  }

  @Test
  void shouldSayNothingOfObjectsThatGoToAnotherCluster() {
    // given
    var files =
        tree()
            .file("a/ks.yaml", ks("far", "./far", "kubeConfig: {secretRef: {name: k}}"))
            .file("far/cm.yaml", configMap("{name: far}", "{}"));
    var candidate =
        tree()
            .file("a/ks.yaml", ks("far", "./far", "kubeConfig: {secretRef: {name: k}}"))
            .file("far/cm.yaml", configMap("{name: farther}", "{}"));

    // when
    var difference = compare(request(files, "a"), request(candidate, "a"));

    // then
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().treeDiffersOnly()).isTrue();
    assertThat(difference.live().gaps())
        .extracting(Gap::kind)
        .containsExactly(Gap.Kind.NOT_CHECKED);
  }

  @Test
  void shouldStopABuildThatTakesTooLong() {
    // given
    var limits = new Limits.Render(10, Duration.ofMillis(1), 1_000_000, 100, 100, 1, 10);
    var kustomize = Binaries.standard(Progress.silent()).path(Tool.KUSTOMIZE);
    try (var hurried =
        new Renderer(
            new Kustomize(kustomize, work, limits),
            new Limits(
                Limits.Archive.STANDARD, Limits.Fetch.STANDARD, Limits.Yaml.STANDARD, limits))) {

      // when
      var result = hurried.render(request(homeLab(1), CLUSTER));

      // then
      assertThat(result)
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.findings().getFirst().message())
                      .contains("a build that takes longer"));
    }
  }

  @Test
  void shouldRenderABumpInEightyKustomizationsQuickly() {
    // given
    var live = request(homeLab(80), CLUSTER);
    var bumped = homeLab(80).replace(appFolder(42) + "/app/ocirepository.yaml", "4.2.0", "4.3.0");
    long start = System.nanoTime();
    rendered(live);
    long cold = System.nanoTime() - start;
    var times = new long[5];

    // when
    for (int i = 0; i < times.length; i++) {
      var version = "4.3." + i;
      var candidate =
          homeLab(80).replace(appFolder(42 + i) + "/app/ocirepository.yaml", "4.2.0", version);
      start = System.nanoTime();
      var difference = compare(live, request(candidate, CLUSTER));
      times[i] = System.nanoTime() - start;
      assertThat(difference.changes()).hasSize(1);
    }

    // then for people; nothing is asserted about a machine that may be busy
    System.out.printf(
        "80 Kustomizations: cold %d ms; live again, one bump, diff and coverage %s ms%n",
        cold / 1_000_000, Arrays.stream(times).map(t -> t / 1_000_000).boxed().toList());
    assertThat(bumped.build().files()).hasSizeGreaterThan(300);
  }

  private record Difference(Rendering live, List<String> changes, Coverage coverage) {}

  private Difference compare(TreeFixtures live, TreeFixtures candidate) {
    return compare(request(live, CLUSTER), request(candidate, CLUSTER));
  }

  private Difference compare(RenderRequest live, RenderRequest candidate) {
    var before = rendered(live);
    var after = rendered(candidate);
    var changes = ChangeSet.between(before.manifests(), after.manifests());
    var coverage =
        TreeCoverage.of(
            live.tree(),
            candidate.tree(),
            before,
            after,
            changes,
            "./.headgate",
            new Documents(Limits.Yaml.STANDARD));
    return new Difference(
        before, changes.changes().stream().map(RendererIT::sentence).toList(), coverage);
  }

  private static String sentence(Change change) {
    return change.op() + " " + change.key();
  }

  private Rendering render(TreeFixtures files) {
    return render(files, CLUSTER);
  }

  private Rendering render(TreeFixtures files, String path) {
    return rendered(request(files, path));
  }

  private static RenderRequest request(TreeFixtures files, String path) {
    return RenderRequest.of(files.build(), SOURCE, List.<JsonNode>of(root(path)));
  }

  private Rendering rendered(RenderRequest request) {
    var result = renderer.render(request);
    assertThat(result).isInstanceOf(Rendered.class);
    return ((Rendered) result).rendering();
  }

  private List<Finding> findings(TreeFixtures files) {
    return findings(files, CLUSTER);
  }

  private List<Finding> findings(TreeFixtures files, String path) {
    var result = renderer.render(request(files, path));
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).findings();
  }

  private static List<String> names(Rendering rendering) {
    return rendering.manifests().all().stream().map(m -> m.key().toString()).toList();
  }

  private static Manifest find(Rendering rendering, String key) {
    return rendering.manifests().all().stream()
        .filter(m -> m.key().toString().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String configMap(String metadata, String data) {
    return """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: %s
    data: %s
    """
        .formatted(metadata, data);
  }

  private static String ks(String name, String path, String more) {
    return """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: flux-system}
    spec:
      path: %s
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
      %s
    """
        .formatted(name, path, more);
  }
}
