package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.DOCUMENTS;
import static dev.headgate.core.flux.Given.manifests;
import static dev.headgate.core.flux.Given.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.tree.Tree;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeCoverageTest {

  private static final Manifests SOME =
      manifests("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap/helmfile.yaml",
        "talos/nodes.yaml",
        "scripts/x.sh",
        "kubernetes/flux.yaml",
        ".sops.yaml",
        "typos-of-an-app.yaml",
        "flake.nix"
      })
  void shouldNameWhatNobodyRendered(String path) {
    assertThat(coverage(tree(path, "a: 1"), tree(path, "a: 2"), Manifests.NONE, Manifests.NONE))
        .isEqualTo(new Coverage(1, List.of(path), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "talos/README.md",
        "LICENSE",
        ".github/workflows/x.yaml",
        ".forgejo/workflows/x.yaml",
        ".gitlab-ci.yml",
        "CODEOWNERS",
        ".yamllint.yaml",
        ".markdownlint.yaml",
        "typos.toml",
        "docs/a/b.png",
        ".renovaterc.json5",
        "Taskfile.yaml",
        ".taskfiles/x/Taskfile.yaml",
        ".justfile",
        "kubernetes/mod.just",
        ".mise.toml",
        "intent/change.yaml",
        "apps/never-referenced.yaml"
      })
  void shouldNotMindWhatSaysNothingToACluster(String path) {
    assertThat(coverage(tree(path, "a: 1"), tree(), Manifests.NONE, Manifests.NONE).isFull())
        .isTrue();
  }

  @Test
  void shouldMindAReadFileThatSaysSomethingElseWhileNoObjectDiffers() {
    var live = tree("apps/read.yaml", "a: 1");

    assertThat(coverage(live, tree("apps/read.yaml", "a: 2"), SOME, SOME).treeDiffersOnly())
        .isTrue();
    assertThat(coverage(live, tree(), SOME, SOME).treeDiffersOnly()).isTrue();
    assertThat(coverage(live, tree("apps/read.yaml", "a: ["), SOME, SOME).treeDiffersOnly())
        .isTrue();
    assertThat(
            coverage(tree("apps/read.yaml", "a: ["), tree("apps/read.yaml", "b: ["), SOME, SOME)
                .treeDiffersOnly())
        .isTrue();
    assertThat(coverage(live, tree("apps/read.yaml", "a: 2"), SOME, Manifests.NONE).isFull())
        .isTrue();
  }

  @Test
  void shouldNotMindCommentsAndKeyOrder() {
    var live = tree("apps/read.yaml", "a: 1\nb: 2\n");
    var candidate = tree("apps/read.yaml", "# why\n---\nb: 2\na: 1 # here\n");

    assertThat(coverage(live, candidate, SOME, SOME).isFull()).isTrue();
  }

  @Test
  void shouldMindAFileWhoseObjectsNobodyRendersThoughAnotherReadsItTooAndOtherObjectsDiffer() {
    var live = tree("apps/read.yaml", "a: 1");

    assertThat(unrendered(live, tree("apps/read.yaml", "a: 2")).uncovered())
        .containsExactly("apps/read.yaml");
    assertThat(unrendered(live, tree()).uncovered()).containsExactly("apps/read.yaml");
    assertThat(unrendered(live, tree("apps/read.yaml", "a: 1 # why")).isFull()).isTrue();
  }

  private static Coverage unrendered(Tree live, Tree candidate) {
    var paths = new TreeSet<>(List.of("apps/", "apps/read.yaml"));
    var rendering =
        new Rendering(SOME, List.of(), paths, List.of(), new TreeSet<>(List.of("apps/read.yaml")));
    return TreeCoverage.of(
        live,
        candidate,
        rendering,
        rendering(Manifests.NONE),
        ChangeSet.between(SOME, Manifests.NONE),
        "./intent",
        DOCUMENTS);
  }

  private static Coverage coverage(Tree live, Tree candidate, Manifests before, Manifests after) {
    return TreeCoverage.of(
        live,
        candidate,
        rendering(before),
        rendering(after),
        ChangeSet.between(before, after),
        "./intent",
        DOCUMENTS);
  }

  private static Rendering rendering(Manifests manifests) {
    return new Rendering(
        manifests, List.of(), new TreeSet<>(List.of("apps/", "apps/read.yaml")), List.of());
  }
}
