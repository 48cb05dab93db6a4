package dev.headgate.runtime.status;

import static dev.headgate.runtime.Given.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.Operation;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ProvenChanges;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiWordsTest {

  @Test
  void shouldWriteConstantsAsTheWordsOfTheApi() {
    assertThat(ApiWords.word(Gap.Kind.NOT_EXERCISED)).isEqualTo("NotExercised");
    assertThat(ApiWords.word(RiskLevel.LOW)).isEqualTo("Low");
  }

  @ParameterizedTest
  @EnumSource(RiskLevel.class)
  void shouldKeepTheLevel(RiskLevel level) {
    assertThat(ApiWords.risk(level).word()).isEqualTo(level.text());
  }

  @Test
  void shouldCountFactorsThatDoNotFit() {
    // given
    var factor = new Factor("rule", RiskLevel.HIGH, "Namespace/web", "it is deleted", true);

    // when
    var risk = ApiWords.risk(new Risk(RiskLevel.HIGH, Collections.nCopies(60, factor)));

    // then
    assertThat(risk.factors()).hasSize(Bounds.FINDINGS);
    assertThat(risk.omitted()).isEqualTo(10);
  }

  @Test
  void shouldCutWhatIsLongerThanTheSchemaAllows() {
    // given
    var endless = "x".repeat(5_000);

    // when
    var finding =
        ApiWords.findings(Collections.nCopies(60, new Finding("schema", endless, endless, endless)))
            .getLast();

    // then
    assertThat(finding.object()).hasSize(Bounds.OBJECT);
    assertThat(finding.field()).hasSize(Bounds.OBJECT);
    assertThat(finding.message()).hasSize(Bounds.MESSAGE);
  }

  @Test
  void shouldKeepOneGapOfEachKindHoweverManyThereAreOfOthers() {
    // given
    var gaps =
        new ArrayList<>(
            Collections.nCopies(
                Bounds.FINDINGS + 9, new Gap(Gap.Kind.NOT_CHECKED, "object", "no right")));
    gaps.add(new Gap(Gap.Kind.PLACEHOLDER, "object", "it ran on placeholders"));

    // when
    var kept = ApiWords.gaps(gaps);

    // then
    assertThat(kept)
        .hasSize(Bounds.FINDINGS)
        .element(1)
        .extracting("kind")
        .isEqualTo("Placeholder");
  }

  @Test
  void shouldKeepAChangeSetInAFormThatStillProvesIt() {
    // given
    var changes =
        ChangeSet.between(
            manifests(configMap("same", 1) + configMap("changed", 1) + configMap("gone", 1)),
            manifests(configMap("same", 1) + configMap("changed", 2) + configMap("new", 1)));

    // when
    var written = ApiWords.changes(changes);

    // then
    assertThat(written)
        .extracting(change -> change.object() + " " + change.op())
        .containsExactly(
            "ConfigMap/web/changed " + Operation.UPDATE,
            "ConfigMap/web/gone " + Operation.DELETE,
            "ConfigMap/web/new " + Operation.CREATE);
    var kept =
        written.stream()
            .map(
                change ->
                    new ProvenChanges.Entry(
                        change.object(),
                        change.before() == null ? "" : change.before(),
                        change.after() == null ? "" : change.after()))
            .toList();
    assertThat(changes.isSubsetOf(new ProvenChanges(kept, 0, "another digest"))).isTrue();
  }

  @Test
  void shouldKeepNoMoreChangesThanTheSchemaAllows() {
    // given
    var many =
        IntStream.range(0, 150)
            .mapToObj(n -> configMap("map-" + n, 1))
            .collect(Collectors.joining());

    // then
    assertThat(ApiWords.changes(ChangeSet.between(manifests(""), manifests(many))))
        .hasSize(Bounds.CHANGES);
  }

  private static String configMap(String name, int value) {
    return """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: web}
        data: {value: "%d"}
        """
        .formatted(name, value);
  }
}
