package dev.headgate.core.check;

import static dev.headgate.core.risk.Example.facts;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.ofKustomization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Rendering;
import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.verdict.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSourceTest {

  private static final String SOURCE = source("url: https://example.org/a, ref: {branch: main}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url            | url: https://example.org/b, ref: {branch: main}",
        "ref            | url: https://example.org/a, ref: {branch: other}",
        "ignore         | url: https://example.org/a, ref: {branch: main}, ignore: '*.md'",
        "include        | url: https://example.org/a, ref: {branch: main}, include: [a]",
        "sparseCheckout | url: https://example.org/a, ref: {branch: main}, sparseCheckout: [a]",
        "verify         | url: https://example.org/a, ref: {branch: main}, verify: {mode: HEAD}",
        "secretRef      | url: https://example.org/a, ref: {branch: main}, secretRef: {name: a}",
        "newField       | url: https://example.org/a, ref: {branch: main}, newField: 1",
      })
  void shouldFailWhenAGuardedFieldOfTheGatedSourceChanges(String field, String spec) {
    assertThat(GateSource.check(facts(SOURCE, source(spec))))
        .singleElement()
        .returns("GateSource", Finding::check)
        .returns("GitRepository.source.toolkit.fluxcd.io/flux-system/flux-system", Finding::object)
        .returns("spec." + field, Finding::field)
        .satisfies(finding -> assertThat(finding.message()).contains("bypass", "ChangeApproval"));
  }

  @Test
  void shouldFailWhenTheGateLabelGoes() {
    var labelled = SOURCE.replace("metadata: {", "metadata: {labels: {headgate.dev/gate: c}, ");

    assertThat(GateSource.check(facts(labelled, SOURCE)))
        .singleElement()
        .returns("metadata.labels[\"headgate.dev/gate\"]", Finding::field);
  }

  @Test
  void shouldFailWhenTheSourceGoesOrMoves() {
    assertThat(GateSource.check(facts(SOURCE, ""))).hasSize(1);
    assertThat(
            GateSource.check(
                facts(
                    ofKustomization("flux-system/a", SOURCE),
                    ofKustomization("flux-system/b", SOURCE))))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("moves from Kustomization flux-system/a to flux-system/b"));
  }

  @Test
  void shouldFailWhenTheSourceComesUnlessNobodyKnowsWhatIsLive() {
    var brought = facts("", SOURCE);
    var unknown =
        new ChangeFacts(
            brought.changeSet(),
            brought.coverage(),
            Rendering.unknown("an object twice"),
            brought.candidate(),
            brought.source(),
            brought.floor());

    assertThat(GateSource.check(brought)).hasSize(1);
    assertThat(GateSource.check(unknown)).isEmpty();
  }

  @Test
  void shouldFailWhenTheRootKustomizationIsTurnedAway() {
    var findings = GateSource.check(facts(root("path: ./a, interval: 1h"), root("path: ./b")));

    assertThat(findings).singleElement().returns("spec.path", Finding::field);
    assertThat(GateSource.check(facts(root("path: ./a"), ""))).hasSize(1);
  }

  @Test
  void shouldLeaveAloneWhatTheGuardDoesNotGuard() {
    var slower = source("url: https://example.org/a, ref: {branch: main}, interval: 2h");
    var other = SOURCE.replace("name: flux-system", "name: other");

    assertThat(GateSource.check(facts(SOURCE, slower))).isEmpty();
    assertThat(GateSource.check(facts(other, ""))).isEmpty();
    assertThat(GateSource.check(facts(root("interval: 1h"), root("interval: 2h")))).isEmpty();
  }

  private static String source(String spec) {
    return object(
        "source.toolkit.fluxcd.io/v1 GitRepository flux-system/flux-system",
        "spec: {%s}".formatted(spec));
  }

  private static String root(String spec) {
    return object(
        "kustomize.toolkit.fluxcd.io/v1 Kustomization flux-system/cluster",
        "spec: {%s}".formatted(spec));
  }
}
