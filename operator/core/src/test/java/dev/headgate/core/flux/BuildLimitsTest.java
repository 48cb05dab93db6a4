package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.DOCUMENTS;
import static dev.headgate.core.flux.Given.STANDARD;
import static dev.headgate.core.flux.Given.flux;
import static dev.headgate.core.flux.Given.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small tree can ask kustomize for much: it is refused before it does. */
class BuildLimitsTest {

  /** Nine to the sixth power. */
  private static final String ALIASES =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      a: &a [x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
      e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
      f: [*e, *e, *e, *e, *e, *e, *e, *e, *e]
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: [x.yaml]",
        "patches: [{path: x.yaml}]",
        "patchesStrategicMerge: [x.yaml]",
        "transformers: [x.yaml]",
        "resources: [../b]"
      })
  void shouldRefuseAliasesThatStandForMoreThanAllowedWhereverTheyAreNamed(String kustomization) {
    refused(
            tree(
                "a/kustomization.yaml",
                kustomization,
                "a/x.yaml",
                ALIASES,
                "b/kustomization.yaml",
                "resources: [../a/x.yaml]"))
        .hasMessage("a/x.yaml, line 8: aliases that stand for more nodes; allowed: 10000 nodes");
  }

  @Test
  void shouldRefuseMoreAliasesThanAllowed() {
    refused(oneResource("a: &a x\nb: [" + "*a, ".repeat(201) + "x]\n"))
        .hasMessage("a/x.yaml, line 2: more aliases; allowed: 200 aliases");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void shouldRefuseWhatIsNestedDeeperThanAllowed(String opening) {
    refused(oneResource("x:\n  " + opening.repeat(70)))
        .hasMessageStartingWith("a/x.yaml, line 2: YAML nested 61 deep; allowed: 60 levels");
  }

  @Test
  void shouldRefuseDepthThatBracketsInQuotesHide() {
    refused(oneResource("x: " + "[\"]\", ".repeat(5_000)))
        .hasMessage("a/x.yaml, line 1: YAML nested 61 deep; allowed: 60 levels");
  }

  @Test
  void shouldLeaveToKustomizeWhatIsNoYamlAndToPeopleWhatTheyIndent() {
    var deepText = "data:\n  x: |\n" + " ".repeat(200) + "deep\n";

    assertThat(inputs(oneResource(deepText + "y: [&\n")).read()).contains("a/x.yaml");
    assertThat(inputs(oneResource("a: &a 1\nb: *a\nc: *unknown\n")).read()).contains("a/x.yaml");
    assertThat(inputs(oneResource("schedule: '*/5 * * * *'\nrun: a && b &c\n")).read())
        .contains("a/x.yaml");
  }

  @Test
  void shouldNotReadDataAsYaml() {
    var tree =
        tree(
            "a/kustomization.yaml",
            "configMapGenerator: [{name: g, files: [x.yaml]}]",
            "a/x.yaml",
            ALIASES);

    assertThat(inputs(tree).read()).contains("a/x.yaml");
  }

  @Test
  void shouldRefuseBasesThatDoubleWithEachLevel() {
    var files =
        new ArrayList<>(List.of("l0/kustomization.yaml", "resources: [x.yaml]", "l0/x.yaml", "{}"));
    for (int level = 1; level <= 16; level++) {
      for (var side : List.of("left", "right")) {
        files.add("l%d/%s/kustomization.yaml".formatted(level, side));
        files.add("{namePrefix: %s, resources: [../../l%d]}".formatted(side, level - 1));
      }
      files.add("l%d/kustomization.yaml".formatted(level));
      files.add("resources: [left, right]");
    }
    files.add("a/kustomization.yaml");
    files.add("resources: [../l16]");

    refused(tree(files.toArray(String[]::new)))
        .hasMessageContaining("each counted as often as it is named; allowed: 20000 files");
  }

  @Test
  void shouldRefuseAFileThatIsNamedUntilItsBytesAreTooMany() {
    var names = "- {name: g, files: [x.bin]}\n".repeat(70);

    refused(
            tree(
                "a/kustomization.yaml",
                "configMapGenerator:\n" + names,
                "a/x.bin",
                "x".repeat(1 << 20)))
        .hasMessage(
            "a/x.bin: a build that reads more bytes, each file counted as often as it is named;"
                + " allowed: 67108864 bytes");
  }

  @Test
  void shouldNotMindAComponentThatEveryNamespaceNames() {
    var files =
        new ArrayList<>(List.of("c/kustomization.yaml", "resources: [n.yaml]", "c/n.yaml", "{}"));
    var all = new StringBuilder("resources:\n");
    for (int n = 0; n < 150; n++) {
      files.add("n%d/kustomization.yaml".formatted(n));
      files.add("components: [../c]");
      all.append("- ../n%d\n".formatted(n));
    }
    files.add("a/kustomization.yaml");
    files.add(all.toString());

    assertThat(inputs(tree(files.toArray(String[]::new))).read()).hasSize(153);
  }

  private static Tree oneResource(String content) {
    return tree("a/kustomization.yaml", "resources: [x.yaml]", "a/x.yaml", content);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Tree tree) {
    return assertThatThrownBy(() -> inputs(tree)).isInstanceOf(RefusedInputException.class);
  }

  private static BuildInputs inputs(Tree tree) {
    return BuildInputs.of(tree, "a", flux("x", "{}"), DOCUMENTS, STANDARD);
  }
}
