package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.find;
import static dev.headgate.runtime.render.RenderScenario.names;
import static dev.headgate.runtime.render.TreeFixtures.appFolder;
import static dev.headgate.runtime.render.TreeFixtures.configMap;
import static dev.headgate.runtime.render.TreeFixtures.homeLab;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a judge must see of a change, in the shapes that real repositories have. */
class RendererIT {

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldRenderWhatFluxWouldApply() {
    // when
    var rendering = scenario.render(homeLab(6));

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
    var rendering = scenario.render(homeLab(4));

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
    var difference = scenario.compare(live, candidate);

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
    assertThat(scenario.compare(live, candidate).changes())
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
    assertThat(scenario.compare(homeLab(2).edit(file, t -> t + second), homeLab(2)).changes())
        .containsExactly("DELETE ConfigMap/ns-0/extra");
  }

  @Test
  void shouldSeeNothingInAFileThatNothingReferences() {
    // given
    var live = homeLab(2).file(appFolder(1) + "/app/old.yaml", "not: used\n");

    // when
    var difference = scenario.compare(live, homeLab(2));

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
    var difference = scenario.compare(homeLab(2), candidate);

    // then
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().isFull()).isTrue();
  }

  @Test
  void shouldSeeAVariableThatResizesAVolume() {
    // given
    var candidate = homeLab(4).replace(appFolder(3) + "/ks.yaml", "CAPACITY: 5Gi", "CAPACITY: 1Gi");

    // when
    var difference = scenario.compare(homeLab(4), candidate);

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
    assertThat(scenario.compare(homeLab(5), candidate).changes()).hasSize(1 + 5 + 5);
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
    var difference = scenario.compare(live, homeLab(3));

    // then three files say something else and no object does: that is not taken for granted
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().treeDiffersOnly()).isTrue();
  }

  @Test
  void shouldPruneWhatADeletedFolderHeldThoughNoListNamesIt() {
    // given kubernetes/apps has no kustomization.yaml, so Flux lists its folders
    var candidate = homeLab(14).without("kubernetes/apps/ns-1/");

    // when
    var difference = scenario.compare(homeLab(14), candidate);

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
    var coverage = scenario.compare(homeLab(1), candidate).coverage();

    // then
    assertThat(coverage.uncovered())
        .containsExactly("bootstrap/helmfile.yaml", "talos/talconfig.yaml");
  }

  @Test
  void shouldMergePatchesOfBuiltInKindsByTheirSchema() {
    // given a patch that names one container of two
    var candidate =
        tree()
            .file(
                "a/kustomization.yaml",
                """
                resources: [d.yaml]
                patches:
                  - patch: |-
                      apiVersion: apps/v1
                      kind: Deployment
                      metadata: {name: d}
                      spec: {template: {spec: {containers: [{name: two, image: "new:1"}]}}}
                """)
            .file(
                "a/d.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d}
                spec:
                  template:
                    spec:
                      containers:
                        - {name: one, image: "one:1"}
                        - {name: two, image: "old:1"}
                """);

    // when
    var deployment = find(scenario.render(candidate, "a"), "Deployment.apps/d");

    // then
    assertThat(deployment.content().at("/spec/template/spec/containers").toString())
        .contains("one:1", "new:1")
        .doesNotContain("old:1");
  }
}
