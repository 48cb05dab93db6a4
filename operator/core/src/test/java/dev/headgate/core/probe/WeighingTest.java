package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.probe.Health.Current;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Terminating;
import dev.headgate.core.probe.Health.Unknown;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeighingTest {

  private static final ObjectKey WEB = new ObjectKey("apps", "Deployment", "shop", "web");
  private static final Health READY = new Current();
  private static final Health BROKEN = new Failed("pod web-1: container app: CrashLoopBackOff");

  @Test
  void shouldFindNothingWhenTheChangedObjectIsReadyOnBothSides() {
    assertThat(weigh(updated(true), side(READY), side(READY)))
        .isEqualTo(new Run.Weighed(List.of(), List.of(), 1, List.of()));
  }

  @Test
  void shouldBlameTheCandidateForWhatOnlyItBreaks() {
    // when
    var run = weigh(updated(true), side(READY), side(BROKEN));

    // then
    assertThat(run.findings())
        .containsExactly(
            new Finding(
                "ready",
                "Deployment.apps/shop/web",
                "",
                "pod web-1: container app: CrashLoopBackOff"));
    assertThat(run.notExercised()).containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldTakeWhatWasBrokenBeforeAsNeitherRegressionNorProof() {
    // when
    var run = weigh(updated(true), side(BROKEN), side(new InProgress("available: 0/1")));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.BROKEN_BEFORE);
    assertThat(run.notExercised()).containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldAcceptACandidateThatRepairs() {
    assertThat(weigh(updated(true), side(BROKEN), side(READY)).notExercised()).isEmpty();
  }

  @Test
  void shouldBlameTheCandidateForANewObjectThatDoesNotBecomeReady() {
    assertThat(weigh(created(), empty(), side(new InProgress("ready: 0/1"))).findings())
        .extracting(Finding::message)
        .containsExactly("did not become ready: ready: 0/1");
  }

  @Test
  void shouldBlameTheCandidateForAnUnchangedObjectThatItBreaks() {
    var other = new ObjectKey("apps", "Deployment", "shop", "worker");
    var live = new Side(Map.of(WEB, READY, other, READY), Set.of(), Map.of(), List.of(), Set.of());
    var after =
        new Side(Map.of(WEB, READY, other, BROKEN), Set.of(), Map.of(), List.of(), Set.of());

    assertThat(weigh(updated(true), live, after).findings())
        .extracting(Finding::object)
        .containsExactly("Deployment.apps/shop/worker");
  }

  @Test
  void shouldNotCallWhatCouldNotBeMeasuredAFailure() {
    // when
    var run = weigh(updated(true), side(READY), side(new Unknown("no node takes it")));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.NOT_EXERCISED);
    assertThat(run.notExercised()).containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldNotBlameTheCandidateForWhatCouldNotBeToldOnLiveEither() {
    var run =
        weigh(updated(true), side(new Unknown("no node takes it")), side(new InProgress("0/1")));

    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps())
        .containsExactly(new Gap(Gap.Kind.NOT_EXERCISED, "Deployment.apps/shop/web", "0/1"));
  }

  @Test
  void shouldBlameTheCandidateForWhatGoesAway() {
    assertThat(weigh(updated(true), side(READY), side(new Terminating())).findings())
        .extracting(Finding::message)
        .containsExactly("is being deleted");
  }

  @Test
  void shouldTakeTheWordOfAnAuthorAsExercisedWhenTheWholeChangeRan() {
    // given
    var author = List.of(new Factor("Author", RiskLevel.HIGH, "", "no way back", true));

    // then
    assertThat(Weighing.weigh(updated(true), author, side(READY), side(READY)).notExercised())
        .isEmpty();
    assertThat(Weighing.weigh(updated(true), author, side(BROKEN), side(BROKEN)).notExercised())
        .containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldNotTakeACustomResourceThatNobodyActsOnAsExercised() {
    // given
    var after = new Side(Map.of(WEB, READY), Set.of(WEB), Map.of(), List.of(), Set.of());

    // when
    var run = weigh(updated(true), side(READY), after);

    // then
    assertThat(run.gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.NOT_EXERCISED);
    assertThat(run.notExercised()).containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldBlameTheCandidateForARejectionUnlessLiveWasRejectedToo() {
    // given
    var finding = new Finding("apply", "Deployment.apps/shop/web", "spec.selector", "immutable");
    var rejected = new Side(Map.of(), Set.of(), Map.of(WEB, List.of(finding)), List.of(), Set.of());

    // then
    assertThat(weigh(updated(true), side(READY), rejected).findings()).containsExactly(finding);
    assertThat(weigh(updated(true), rejected, rejected).findings()).isEmpty();
    assertThat(weigh(updated(true), rejected, rejected).gaps())
        .containsExactly(
            new Gap(
                Gap.Kind.BROKEN_BEFORE,
                "Deployment.apps/shop/web",
                "it was broken before: immutable"));
  }

  @Test
  void shouldCountADeletionAsExercisedOnceItIsPrunedOrWhenFluxWouldKeepIt() {
    // given
    var pruned = new Side(Map.of(), Set.of(), Map.of(), List.of(), Set.of(WEB));

    // then
    assertThat(weigh(deleted(true), side(READY), pruned))
        .isEqualTo(new Run.Weighed(List.of(), List.of(), 1, List.of()));
    assertThat(weigh(deleted(true), empty(), empty()).notExercised())
        .containsExactly("Deployment.apps/shop/web");
    assertThat(weigh(deleted(false), side(READY), empty()).notExercised()).isEmpty();
  }

  @Test
  void shouldKeepOnlyTheGapsOfChangedObjects() {
    // given
    var ofTheChange = new Gap(Gap.Kind.NOT_APPLIED, "Deployment.apps/shop/web", "not served");
    var ofAnother = new Gap(Gap.Kind.NOT_APPLIED, "HelmRelease/shop/other", "not rendered");
    var after = new Side(Map.of(), Set.of(), Map.of(), List.of(ofTheChange, ofAnother), Set.of());

    // when
    var run = weigh(updated(true), empty(), after);

    // then
    assertThat(run.gaps()).containsExactly(ofTheChange);
    assertThat(run.applied()).isZero();
    assertThat(run.notExercised()).containsExactly("Deployment.apps/shop/web");
  }

  @Test
  void shouldAskForTheExerciseOfRiskyFactorsThatASandboxCanTellOnly() {
    // given
    var factors =
        List.of(
            new Factor("low", RiskLevel.LOW, "Deployment.apps/shop/web", "", true),
            new Factor("Uncovered", RiskLevel.MEDIUM, "", "talos/a.yaml is not read", true),
            new Factor("cni", RiskLevel.HIGH, "Deployment.apps/shop/web", "", false));

    // then
    assertThat(Weighing.weigh(updated(true), factors, empty(), empty()).notExercised()).isEmpty();
  }

  private static Run.Weighed weigh(ChangeSet changes, Side live, Side candidate) {
    var factor = new Factor("test", RiskLevel.MEDIUM, WEB.toString(), "risky", true);
    return Weighing.weigh(changes, List.of(factor), live, candidate);
  }

  private static Side side(Health health) {
    return new Side(Map.of(WEB, health), Set.of(), Map.of(), List.of(), Set.of());
  }

  private static Side empty() {
    return new Side(Map.of(), Set.of(), Map.of(), List.of(), Set.of());
  }

  private static ChangeSet updated(boolean prune) {
    return change(Optional.of(web(prune)), Optional.of(web(prune)));
  }

  private static ChangeSet created() {
    return change(Optional.empty(), Optional.of(web(true)));
  }

  private static ChangeSet deleted(boolean prune) {
    return change(Optional.of(web(prune)), Optional.empty());
  }

  private static ChangeSet change(Optional<Manifest> before, Optional<Manifest> after) {
    return new ChangeSet(
        List.of(
            new Change(WEB, before, after, before.map(b -> digest()), after.map(a -> digest()))));
  }

  private static Digest digest() {
    return Digest.of("any".getBytes(StandardCharsets.UTF_8));
  }

  private static Manifest web(boolean prune) {
    return new Manifest(
        WEB,
        "apps/v1",
        json("{apiVersion: 'apps/v1', kind: 'Deployment'}"),
        new Origin("flux-system/shop", "shop.yaml"),
        prune);
  }
}
