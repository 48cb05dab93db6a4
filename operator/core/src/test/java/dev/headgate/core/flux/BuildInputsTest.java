package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.DOCUMENTS;
import static dev.headgate.core.flux.Given.STANDARD;
import static dev.headgate.core.flux.Given.files;
import static dev.headgate.core.flux.Given.flux;
import static dev.headgate.core.flux.Given.object;
import static dev.headgate.core.flux.Given.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildInputsTest {

  @Test
  void shouldFollowEveryWayToNameAFile() {
    // given
    var tree =
        tree(
            "a/kustomization.yaml",
            """
            resources: [r.yaml, ../b, sub]
            components: [../c]
            crds: [crd.json]
            configurations: [conf.yaml]
            openapi: {path: schema.json}
            patches: [{path: p.yaml}, {patch: "inline: true"}]
            patchesStrategicMerge: [sm.yaml, "apiVersion: v1\\nkind: X\\n"]
            replacements: [{path: rep.yaml}]
            configMapGenerator: [{name: g, files: [key=f.txt, g.txt], envs: [e.env]}]
            transformers: [t.yaml]
            images: [{name: x, newName: ghcr.io/x}]
            """,
            "a/r.yaml",
            "",
            "a/crd.json",
            "",
            "a/conf.yaml",
            "",
            "a/schema.json",
            "",
            "a/p.yaml",
            "",
            "a/sm.yaml",
            "",
            "a/rep.yaml",
            "",
            "a/f.txt",
            "",
            "a/g.txt",
            "",
            "a/e.env",
            "",
            "a/t.yaml",
            "kind: PatchTransformer\npath: tp.yaml\n",
            "a/tp.yaml",
            "",
            "a/sub/kustomization.yml",
            "resources: [x.yaml]",
            "a/sub/x.yaml",
            "",
            "b/Kustomization",
            "resources: [../d/deep.yaml]",
            "d/deep.yaml",
            "",
            "c/kustomization.yaml",
            "{}",
            "a/unused.yaml",
            "",
            "e/other.yaml",
            "");

    // when
    var inputs = inputs(tree, "a", "{}");

    // then
    assertThat(inputs.read())
        .containsAll(
            tree.files().keySet().stream()
                .filter(p -> !p.endsWith("unused.yaml") && !p.startsWith("e/"))
                .toList())
        .doesNotContain("a/unused.yaml", "e/other.yaml");
    assertThat(inputs.files().keySet()).isEqualTo(inputs.read());
    assertThat(inputs.remote()).isEmpty();
  }

  @Test
  void shouldListAFolderAsFluxDoesWhenItHasNoKustomization() {
    // given
    var tree =
        tree(
            "k/apps/a.yaml",
            "",
            "k/apps/b/c.yml",
            "",
            "k/apps/README.md",
            "",
            "k/apps/own/kustomization.yaml",
            "resources: [x.yaml]",
            "k/apps/own/x.yaml",
            "",
            "k/apps/own/y.yaml",
            "",
            "k/apps/own/deeper/z.yaml",
            "",
            "k/appsnot/n.yaml",
            "");

    // when
    var inputs = inputs(tree, "k/apps", "{}");

    // then
    assertThat(object(written(inputs, "k/apps/kustomization.yaml")).path("resources"))
        .hasToString("[\"./a.yaml\",\"./b/c.yml\",\"./own\"]");
    assertThat(inputs.read())
        .containsExactly(
            "k/apps/a.yaml",
            "k/apps/b/c.yml",
            "k/apps/own/kustomization.yaml",
            "k/apps/own/x.yaml");
  }

  @Test
  void shouldMergeWhatTheFluxKustomizationAdds() {
    // given
    var tree =
        tree(
            "a/kustomization.yaml",
            "{namespace: old, images: [{name: i, newTag: '1', digest: 'sha256:0'}, {name: j}],"
                + " patches: [{path: p.yaml}]}",
            "a/p.yaml",
            "",
            "c/kustomization.yaml",
            "{}");

    // when
    var inputs =
        inputs(
            tree,
            "a",
            """
            {targetNamespace: new, namePrefix: p-, nameSuffix: -s, ignoreMissingComponents: true,
             components: [../c, ../missing], images: [{name: i, newTag: '2'}, {name: k, newTag: '3'}],
             patches: [{patch: "x", target: {kind: HelmRelease}}]}
            """);

    // then
    assertThat(object(written(inputs, "a/kustomization.yaml")))
        .isEqualTo(
            object(
                """
                {namespace: new, namePrefix: p-, nameSuffix: -s, components: [../c],
                 images: [{name: i, newTag: '2'}, {name: j}, {name: k, newTag: '3'}],
                 patches: [{path: p.yaml}, {patch: x, target: {kind: HelmRelease}}],
                 buildMetadata: [originAnnotations], openapi: {path: .headgate-empty-schema.json}}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/x.yaml",
        "HTTP://example.com/x.yaml",
        "github.com/org/repo",
        "GitHub.com:org/repo",
        "git@example.com:org/repo",
        "ssh://git@example.com/repo",
        "git::https://example.com/repo",
        "gh:org/repo",
        "user@host:path",
        "file:///etc",
        "s3://bucket/x"
      })
  void shouldTakeOutWhatLiesElsewhere(String reference) {
    // given, even with a folder of that name
    var tree =
        tree(
            "a/kustomization.yaml",
            "{resources: [r.yaml, '%s'], patches: [{path: '%s'}]}".formatted(reference, reference),
            "a/r.yaml",
            "",
            "a/github.com/org/repo/kustomization.yaml",
            "{}");

    // when
    var inputs = inputs(tree, "a", "{}");

    // then
    assertThat(inputs.remote()).containsExactly(reference, reference);
    assertThat(object(written(inputs, "a/kustomization.yaml")).path("resources"))
        .hasToString("[\"r.yaml\"]");
    assertThat(written(inputs, "a/kustomization.yaml")).doesNotContain(reference);
  }

  @Test
  void shouldTakeOutAFieldThatLiesElsewhere() {
    var tree =
        tree(
            "a/kustomization.yaml",
            "{openapi: {path: 'https://x/schema.json'}, resources: [r.yaml]}",
            "a/r.yaml",
            "");

    var inputs = inputs(tree, "a", "{}");

    assertThat(inputs.remote()).containsExactly("https://x/schema.json");
    assertThat(written(inputs, "a/kustomization.yaml")).doesNotContain("https://x");
  }

  @Test
  void shouldTakeOutAPatchFromElsewhereAsAWhole() {
    // given
    var tree =
        tree(
            "a/kustomization.yaml",
            "{patches: [{path: 'https://x/p.yaml', target: {kind: A}}, {patch: here}]}");

    // when
    var inputs = inputs(tree, "a", "{}");

    // then
    assertThat(object(written(inputs, "a/kustomization.yaml")).path("patches"))
        .hasToString("[{\"patch\":\"here\"}]");
  }

  @Test
  void shouldRefusePluginsThatReadFromElsewhereEvenInline() {
    // given
    var plugin = "kind: ConfigMapGenerator\nfiles: [http://127.0.0.1:8080/x]\n";
    var inline = object("{generators: []}");
    inline.withArray("generators").add(plugin);

    // when, then
    assertThatThrownBy(() -> inputs(tree("a/kustomization.yaml", inline.toString()), "a", "{}"))
        .hasMessageContaining("a plugin that reads from elsewhere");
    assertThatThrownBy(
            () -> inputs(tree("a/kustomization.yaml", "generators: [g]", "a/g", plugin), "a", "{}"))
        .hasMessageStartingWith("a/g: a plugin that reads from elsewhere");
  }

  @Test
  void shouldNotMistakeMetadataForPaths() {
    // given
    var tree =
        tree(
            "a/kustomization.yaml",
            "{commonAnnotations: {path: /metrics}, generatorOptions: {labels: {path: /x}}}");

    // when, then
    assertThat(inputs(tree, "a", "{}").remote()).isEmpty();
  }

  @Test
  void shouldRefusePathsThatLeaveTheTree() {
    for (var path : new String[] {"../../x", "/etc/passwd"}) {
      assertThatThrownBy(
              () ->
                  inputs(
                      tree("a/kustomization.yaml", "resources: ['%s']".formatted(path)), "a", "{}"))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("a path in resources that leaves the tree");
    }
  }

  @Test
  void shouldRefuseABrokenKustomizationFileByName() {
    assertThatThrownBy(() -> inputs(tree("a/kustomization.yaml", "- x"), "a", "{}"))
        .hasMessageStartingWith("a/kustomization.yaml");
    assertThatThrownBy(() -> inputs(tree("a/kustomization.yaml", "x: ["), "a", "{}"))
        .hasMessageStartingWith("a/kustomization.yaml");
  }

  @Test
  void shouldEndInATreeThatNamesItself() {
    var tree =
        tree(
            "a/kustomization.yaml",
            "resources: [../b]",
            "b/kustomization.yaml",
            "resources: [../a]");

    assertThat(inputs(tree, "a", "{}").read()).hasSize(2);
  }

  @Test
  void shouldRefuseMoreFilesThanAllowed() {
    var tree = tree("a/1.yaml", "", "a/2.yaml", "", "a/3.yaml", "");

    assertThatThrownBy(() -> BuildInputs.of(tree, "a", flux("x", "{}"), DOCUMENTS, files(2)))
        .hasMessageContaining("allowed: 2 files");
  }

  private static String written(BuildInputs inputs, String path) {
    return Objects.requireNonNull(inputs.files().get(path), path).asText();
  }

  private static BuildInputs inputs(Tree tree, String folder, String spec) {
    return BuildInputs.of(tree, folder, flux("x", spec), DOCUMENTS, STANDARD);
  }
}
