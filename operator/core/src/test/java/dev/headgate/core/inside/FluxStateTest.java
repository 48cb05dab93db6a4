package dev.headgate.core.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.probe.Health;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxStateTest {

  @ParameterizedTest(name = "{0} {1} {2}, at {3} and {4}: {5}")
  @CsvSource(
      delimiter = '|',
      value = {
        // ready, reason, message, attempted, applied, health, applied, silent
        "True    | ReconciliationSucceeded | done        | new | new | Current    | true  | false",
        "True    | ReconciliationSucceeded | done        | old | old | InProgress | false | true",
        "Unknown | Progressing             | in progress | new | old | InProgress | false | false",
        "False   | BuildFailed             | no variable | new | old | Failed     | false | false",
        "False   | BuildFailed             | no variable | old | old | InProgress | false | true",
        "False   | ReconciliationFailed    | is invalid  | new | old | Failed     | false | false",
        "False   | HealthCheckFailed       | timeout     | new | old | Failed     | true  | false",
        "False   | PruneFailed             | denied      | new | old | Failed     | false | false",
        "False   | HealthCheckCanceled     | newer       | new | old | InProgress | false | false",
        "False   | DependencyNotReady      | waits       | old | old | Unknown    | false | false",
        "False   | ArtifactFailed          | no route    | old | old | Unknown    | false | false",
        "False   | ArtifactFailed | kustomization path not found: /tmp/x | old | old | Failed | false | false",
        "False   | AccessDenied            | denied      | old | old | Unknown    | false | false",
      })
  void shouldReadAKustomization(
      String ready,
      String reason,
      String message,
      String attempted,
      String applied,
      String health,
      boolean isApplied,
      boolean silent) {
    // given
    var status =
        Flux.status(ready, reason, message, "main@sha1:" + attempted, "main@sha1:" + applied);

    // when
    var state = state(status);

    // then
    assertThat(state.health().getClass().getSimpleName()).isEqualTo(health);
    assertThat(state.applied()).isEqualTo(isApplied);
    assertThat(state.silent()).isEqualTo(silent);
  }

  @Test
  void shouldNotTakeWhatWasSaidOfAnEarlierFormForItsWord() {
    // given
    var status =
        Flux.status("True", "ReconciliationSucceeded", "done", Flux.REVISION, Flux.REVISION)
            .replace("observedGeneration: 2", "observedGeneration: 1");

    // when
    var state = state(status);

    // then
    assertThat(state.silent()).isTrue();
    assertThat(state.atTheEnd().health())
        .isEqualTo(new Health.Unknown("kustomize-controller has not seen its latest form"));
  }

  @Test
  void shouldTellNobodysFailureFromSilence() {
    assertThat(state("status: {}\n").atTheEnd().health())
        .isEqualTo(new Health.Unknown("kustomize-controller has not looked at it"));
  }

  @Test
  void shouldSayWhenFluxCouldNotGetTheTree() {
    // given
    var status = Flux.status("False", "ArtifactFailed", "connection refused", "old", "old");

    // when
    var without = state(status).withoutArtifact();

    // then
    assertThat(without)
        .contains(
            "Kustomization.kustomize.toolkit.fluxcd.io/flux/apps: ArtifactFailed: connection refused");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "True,    InstallSucceeded,   Current",
    "False,   InstallFailed,      Failed",
    "False,   UpgradeFailed,      Failed",
    "False,   RollbackSucceeded,  Failed",
    "False,   TestFailed,         Failed",
    "Unknown, Progressing,        InProgress",
    "False,   DependencyNotReady, Unknown",
    "False,   HelmChartNotReady,  Unknown",
    "False,   ArtifactFailed,     Unknown",
  })
  void shouldReadARelease(String ready, String reason, String health) {
    // given
    var release = Flux.release("app", Flux.status(ready, reason, "why", "x", "x"));

    // when
    var state = FluxState.ofRelease(release);

    // then
    assertThat(state.key()).isEqualTo(Flux.release("app"));
    assertThat(state.health().getClass().getSimpleName()).isEqualTo(health);
  }

  @Test
  void shouldNotBlameAReleaseThatNobodyLooksAt() {
    // when
    var state = FluxState.ofRelease(Flux.release("app", ""));

    // then
    assertThat(state.silent()).isTrue();
    assertThat(state.atTheEnd().health())
        .isEqualTo(new Health.Unknown("helm-controller has not looked at it"));
  }

  private static FluxState state(String status) {
    return FluxState.ofKustomization(
        FluxKustomization.of(Flux.kustomization("apps", status)).orElseThrow(),
        Flux.SOURCE,
        Flux.REVISION);
  }

  @Test
  void shouldReadWhatGoesOrIsSuspended() {
    var status = Flux.status("True", "InstallSucceeded", "done", "x", "x");
    var going = Flux.release("app", status);
    going.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    var suspended = Flux.release("app", status);
    suspended.withObject("/spec").put("suspend", true);

    assertThat(FluxState.ofRelease(going).health()).isEqualTo(new Health.Terminating());
    assertThat(FluxState.ofRelease(suspended).health())
        .isEqualTo(new Health.Unknown("it is suspended"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "True  | Succeeded | Current | ready",
        "False | Failed    | Unknown | Failed: no route",
        "''    | ''        | Unknown | nobody in the sandbox acts on it",
      })
  void shouldNotBlameTheTreeForASourceThatASandboxMayNotReach(
      String ready, String reason, String health, String why) {
    var status = ready.isEmpty() ? "" : Flux.status(ready, reason, "no route", "x", "x");

    var state = FluxState.ofOther(Flux.release("app", status));

    assertThat(state.key()).isEqualTo(Flux.release("app"));
    assertThat(state.health().getClass().getSimpleName()).isEqualTo(health);
    assertThat(state.health().why()).isEqualTo(why);
  }

  @Test
  void shouldKnowFluxesOwnKinds() {
    var kustomization = Flux.kustomization("apps");
    var source = new ObjectKey("source.toolkit.fluxcd.io", "GitRepository", "flux", "repo");
    var other = new ObjectKey("apps", "Deployment", "shop", "web");

    assertThat(List.of(kustomization, Flux.release("app"), source)).allMatch(FluxState::isOfFlux);
    assertThat(FluxState.isOfFlux(other)).isFalse();
    assertThat(FluxState.isRelease(Flux.release("app"))).isTrue();
    assertThat(FluxState.isRelease(kustomization)).isFalse();
    assertThat(FluxState.isKustomization(kustomization)).isTrue();
    assertThat(FluxState.isKustomization(source)).isFalse();
  }

  @Test
  void shouldTellAKustomizationThatFailedFromAllElse() {
    var failed = Flux.status("False", "BuildFailed", "no variable", Flux.REVISION, "old");
    var release = Flux.release("app", Flux.status("False", "InstallFailed", "why", "x", "x"));

    assertThat(state(failed).isFailedKustomization()).isTrue();
    assertThat(state("status: {}\n").isFailedKustomization()).isFalse();
    assertThat(FluxState.ofRelease(release).isFailedKustomization()).isFalse();
  }

  @Test
  void shouldSayWhichRevisionItWaitsFor() {
    var status = Flux.status("True", "ReconciliationSucceeded", "done", "old", "old");

    assertThat(state(status).health())
        .isEqualTo(new Health.InProgress("it is not at main@sha1:new yet"));
  }

  @Test
  void shouldNotCallSomethingElseTheTree() {
    var release = Flux.release("app", Flux.status("False", "ArtifactFailed", "no route", "x", "x"));

    assertThat(FluxState.ofRelease(release).withoutArtifact()).isEmpty();
  }
}
