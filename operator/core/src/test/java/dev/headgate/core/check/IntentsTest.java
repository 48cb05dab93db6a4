package dev.headgate.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.verdict.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentsTest {

  private static final Tree EMPTY = Tree.of(Map.of());
  private static final String PATH = "./.headgate";

  @Test
  void shouldFindNoneWhereThereIsNone() {
    assertThat(Intents.read(EMPTY, EMPTY, PATH)).isEqualTo(new Intents.None());
    assertThat(Intents.read(EMPTY, tree("README.md", "# kind: ChangeRequest"), PATH))
        .isEqualTo(new Intents.None());
  }

  @Test
  void shouldReadWhatArrivesWithTheCommit() {
    var candidate =
        tree(
            "cilium.yaml",
            intent(
                "cilium",
                "title: Cilium 1.20, risk: {atLeast: High, reason: CNI}, deadline: 1h30m"));

    assertThat(Intents.read(EMPTY, candidate, PATH))
        .isEqualTo(
            new Intents.Found(
                Optional.of(RiskLevel.HIGH),
                "CNI",
                Optional.of(Duration.ofMinutes(90)),
                List.of("Cilium 1.20"),
                List.of()));
  }

  @Test
  void shouldTakeTheHighestRiskAndTheShortestDeadlineOfSeveral() {
    var candidate =
        tree(
            "two.yaml",
            intent("a", "risk: {atLeast: Medium, reason: one}, deadline: 10m")
                + "---\n"
                + intent("b", "risk: {atLeast: High, reason: two}, deadline: 5m"));

    assertThat(Intents.read(EMPTY, candidate, PATH))
        .isEqualTo(
            new Intents.Found(
                Optional.of(RiskLevel.HIGH),
                "one; two",
                Optional.of(Duration.ofMinutes(5)),
                List.of("a", "b"),
                List.of()));
  }

  @Test
  void shouldNotListenToWhatWasThereBefore() {
    var old = intent("old", "risk: {atLeast: High}");
    var live = tree("a.yaml", old);

    assertThat(Intents.read(live, live, PATH)).isEqualTo(new Intents.None());
    assertThat(Intents.read(live, EMPTY, PATH)).isEqualTo(new Intents.None());
    assertThat(Intents.read(live, tree("a.yaml", old + "---\n" + intent("new", "title: x")), PATH))
        .isEqualTo(
            new Intents.Found(Optional.empty(), "", Optional.empty(), List.of("x"), List.of()));
  }

  @Test
  void shouldReadTheProbesOfAllDocuments() {
    var candidate =
        tree(
            "a.yaml",
            intent("a", "probes: [{name: migrated, job: {namespace: shop, name: migrate}}]")
                + "---\n"
                + intent("b", "probes: [{name: ready, ready: {}, successes: 5}]"));

    assertThat(Intents.read(EMPTY, candidate, PATH))
        .asInstanceOf(type(Intents.Found.class))
        .satisfies(
            found ->
                assertThat(found.probes())
                    .extracting(Probe::name)
                    .containsExactly("migrated", "ready"));
  }

  @Test
  void shouldNotGuessWhichOfTwoProbesOfOneNameIsMeant() {
    var candidate =
        tree(
            "a.yaml",
            intent("a", "probes: [{name: job, job: {namespace: shop, name: one}}]")
                + "---\n"
                + intent("b", "probes: [{name: job, job: {namespace: shop, name: two}}]"));

    assertThat(Intents.read(EMPTY, candidate, PATH))
        .asInstanceOf(type(Intents.Broken.class))
        .satisfies(
            broken ->
                assertThat(broken.findings())
                    .extracting(Finding::message)
                    .containsExactly("two different probes are named job: give one another name"));
  }

  @Test
  void shouldListenAgainWhenAnOldDocumentIsEdited() {
    var live = tree("a.yaml", intent("a", "risk: {atLeast: Medium}"));

    assertThat(Intents.read(live, tree("a.yaml", intent("a", "risk: {atLeast: High}")), PATH))
        .asInstanceOf(type(Intents.Found.class))
        .returns(Optional.of(RiskLevel.HIGH), Intents.Found::atLeast);
  }

  @Test
  void shouldNotTrustADocumentBecauseABrokenOneStoodThere() {
    var live = tree("a.yaml", "a: [");

    assertThat(Intents.read(live, tree("a.yaml", intent("a", "title: x")), PATH))
        .isInstanceOf(Intents.Found.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "risk: {atLeast: high}      | spec.risk.atLeast | allowed: Low, Medium, High",
        "risk: {reason: x}          | spec.risk.atLeast | allowed: Low, Medium, High",
        "deadline: 'a2345678901234567890123456789012' | spec.deadline | found 'a2345678901234567890123456789012';",
        "deadline: 123456789012345678901234567890123s | spec.deadline | found '12345678901234567890123456789012…';",
        "risk: High                 | spec.risk.atLeast | allowed: Low, Medium, High",
        "risk: {atleast: High}      | spec.risk.atleast | unknown field",
        "riks: {atLeast: High}      | spec.riks         | unknown field",
        "deadline: soon             | spec.deadline     | such as 90s",
        "probes: {name: a}          | spec.probes       | is no list",
        "deadline: 30               | spec.deadline     | quote it",
        "title: [a]                 | spec.title        | quote it",
        "revision: main@sha1:4f2c0e | spec.revision     | speaks of the commit",
      })
  void shouldNameFileAndFieldOfWhatItDoesNotUnderstand(String spec, String field, String message) {
    assertThat(Intents.read(EMPTY, tree("bad.yaml", intent("bad", spec)), PATH))
        .asInstanceOf(type(Intents.Broken.class))
        .satisfies(
            broken ->
                assertThat(broken.findings())
                    .anySatisfy(
                        finding -> {
                          assertThat(finding)
                              .returns(".headgate/bad.yaml (bad)", Finding::object)
                              .returns(field, Finding::field);
                          assertThat(finding.message()).contains(message);
                        }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [",
        "just text",
        "{apiVersion: headgate.dev/v1, kind: ChangeRequest, metadata: {name: a}, spec: {}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
        "{apiVersion: headgate.dev/v1alpha1, kind: PromotionGate, metadata: {name: a}, spec: {}}",
        "{apiVersion: headgate.dev/v1alpha1, kind: ChangeRequest, metadata: {name: a}}",
      })
  void shouldBeBrokenByWhateverIsNoChangeRequest(String text) {
    assertThat(Intents.read(EMPTY, tree("bad.yaml", text), PATH))
        .asInstanceOf(type(Intents.Broken.class))
        .satisfies(
            broken ->
                assertThat(broken.findings())
                    .isNotEmpty()
                    .allMatch(
                        finding ->
                            finding.object().contains(".headgate/bad.yaml")
                                || finding.message().contains(".headgate/bad.yaml")));
  }

  @Test
  void shouldListenToNothingThatLiesElsewhereOrIsNoDocument() {
    var intent = TreeFile.text(intent("a", "title: x"));

    assertThat(Intents.read(EMPTY, Tree.of(Map.of("apps/a.yaml", intent)), PATH))
        .isEqualTo(new Intents.None());
    assertThat(Intents.read(EMPTY, tree("README.md", intent.asText()), PATH))
        .isEqualTo(new Intents.None());
  }

  @Test
  void shouldSayNothingOfABrokenDocumentThatStaysAsItWas() {
    var live = tree("a.yaml", "a: [");

    assertThat(Intents.read(live, live, PATH)).isEqualTo(new Intents.None());
  }

  private static String intent(String name, String spec) {
    return """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: %s}
        spec: {%s}
        """
        .formatted(name, spec);
  }

  private static Tree tree(String file, String content) {
    return Tree.of(Map.of(".headgate/" + file, TreeFile.text(content)));
  }
}
