package dev.headgate.samples;

import static dev.headgate.samples.HomeLab.SAMPLES;
import static dev.headgate.samples.HomeLab.result;
import static dev.headgate.samples.HomeLab.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Finding;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Samples that prove something in the sandbox of the home lab, and move no gate. */
@ExtendWith(InLab.class)
class ProvenSamplesIT {

  private static final String INLINE = "03-prove-inline-manifests/";
  private static final String PROBES = "05-probes/";

  static final List<String> COVERED = List.of(INLINE, PROBES);

  @AfterAll
  static void shouldLeaveNoFileUntested() {
    assertThat(SAMPLES.unused(COVERED)).isEmpty();
  }

  @Test
  void shouldProveInlineManifestsInTheSandbox(Lab lab) {
    // when
    var proof = prove(lab, INLINE + "passing.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);
    assertThat(statusOf(proof).sandbox()).isNotNull();
    assertThat(Objects.requireNonNull(statusOf(proof).coverage()).exercised()).isEqualTo(1);
  }

  @Test
  void shouldFailWhatDoesNotStartInTheSandbox(Lab lab) {
    // when
    var proof = prove(lab, INLINE + "failing-in-the-sandbox.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.FAILED);
    assertThat(statusOf(proof).sandbox()).isNotNull();
    assertThat(statusOf(proof).why()).contains("Deployment.apps/shop/shop");
  }

  @Test
  void shouldFailWhatTheApiServerDoesNotKnowWithoutRunningIt(Lab lab) {
    // when
    var proof = prove(lab, INLINE + "failing-a-check.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.FAILED);
    assertThat(statusOf(proof).sandbox()).isNull();
    assertThat(Objects.requireNonNull(statusOf(proof).checks()).findings())
        .map(Finding::message)
        .anyMatch(message -> message.contains("spec.replica"));
  }

  @Test
  void shouldPassWhatEveryProbeLikes(Lab lab) {
    // when
    var proof = prove(lab, PROBES + "passing.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);
    assertThat(statusOf(proof).probes())
        .extracting(ProbeStatus::name, ProbeStatus::result)
        .containsExactly(
            tuple("ready", Result.PASSED),
            tuple("migrated", Result.PASSED),
            tuple("enough", Result.PASSED));
  }

  @Test
  void shouldFailWhatBecameReadyAndIsWorseThanBefore(Lab lab) {
    // when
    var proof = prove(lab, PROBES + "failing-a-probe.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.FAILED);
    assertThat(statusOf(proof).probes())
        .extracting(ProbeStatus::name, ProbeStatus::result)
        .containsExactly(tuple("ready", Result.PASSED), tuple("enough", Result.FAILED));
  }

  @Test
  void shouldNotTakeWhatWasBrokenBeforeAsProof(Lab lab) {
    // when
    var proof = prove(lab, PROBES + "broken-before.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(statusOf(proof).why()).startsWith("NotExercised: not exercised: probe answers");
  }

  private static ChangeRequest prove(Lab lab, String file) {
    return HomeLab.in(lab).prove(SAMPLES.text(file));
  }
}
