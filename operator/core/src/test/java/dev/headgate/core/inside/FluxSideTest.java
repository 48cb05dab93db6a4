package dev.headgate.core.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.inside.FluxSide.Seen;
import dev.headgate.core.probe.Health;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Side;
import dev.headgate.core.probe.Weighing;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FluxSideTest {

  private static final ObjectKey WEB = new ObjectKey("apps", "Deployment", "shop", "web");
  private static final ObjectKey WEB_2 = new ObjectKey("apps", "Deployment", "shop", "web-2");
  private static final Health READY = new Health.Current();

  @Test
  void shouldCountObjectsOfAnAppliedKustomizationAsTheyAre() {
    // when
    var side = side(applied(), Map.of(WEB, READY, WEB_2, new Health.Failed("crashes")));

    // then
    assertThat(side.health())
        .isEqualTo(
            Map.of(
                Flux.kustomization("apps"),
                READY,
                WEB,
                READY,
                WEB_2,
                new Health.Failed("crashes")));
    assertThat(side.gaps()).isEmpty();
  }

  @Test
  void shouldNotTakeWhatAnEarlierRevisionLeftForThisOne() {
    // given
    var failed = kustomization(new Health.Failed("BuildFailed: variable not set"), false);

    // when
    var run = weigh(failed, Map.of(WEB, READY, WEB_2, READY));

    // then
    assertThat(run.findings())
        .containsExactly(
            new Finding(
                "ready",
                "Kustomization.kustomize.toolkit.fluxcd.io/flux/apps",
                "",
                "BuildFailed: variable not set"));
    assertThat(run.notExercised()).containsExactly(WEB.toString());
    assertThat(run.gaps())
        .extracting(Gap::kind, Gap::subject)
        .contains(tuple(Gap.Kind.NOT_APPLIED, WEB.toString()));
    assertThat(run.applied()).isZero();
  }

  @Test
  void shouldNameTheObjectThatAFailureIsAboutAndNoOtherOfASimilarName() {
    // given
    var why =
        "HealthCheckFailed: health check failed after 30s: timeout waiting for:"
            + " [Deployment/shop/web status: 'InProgress']";

    // when
    var run = weigh(kustomization(new Health.Failed(why), true), Map.of(WEB_2, READY));

    // then
    assertThat(run.findings())
        .extracting(Finding::check, Finding::object)
        .containsExactly(
            tuple("flux", WEB.toString()),
            tuple("ready", "Kustomization.kustomize.toolkit.fluxcd.io/flux/apps"));
  }

  @Test
  void shouldNotBlameACandidateForAKustomizationThatFailedOnLiveToo() {
    // given
    var failed = kustomization(new Health.Failed("BuildFailed: no key"), false);
    var live = side(failed, Map.of());

    // when
    var run = Weighing.weigh(changes(), List.of(factor()), live, side(failed, Map.of()));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps()).extracting(Gap::kind).contains(Gap.Kind.BROKEN_BEFORE);
    assertThat(run.notExercised()).containsExactly(WEB.toString());
  }

  @Test
  void shouldBlameNobodyForWhatWaitsForSomethingElse() {
    // given
    var waits = kustomization(new Health.Unknown("DependencyNotReady: waits for infra"), false);

    // when
    var run = weigh(waits, Map.of());

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.notExercised()).containsExactly(WEB.toString());
  }

  @Test
  void shouldFindNothingWrongWithWhatFluxAndTheObjectsSayIsWell() {
    // when
    var run = weigh(applied(), Map.of(WEB, READY, WEB_2, READY));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.notExercised()).isEmpty();
    assertThat(run.applied()).isEqualTo(2);
  }

  @Test
  void shouldFailWithTheMessageOfAReleaseAndWithoutValuesOfSecrets() {
    // given
    var secret =
        Flux.of(
            "flux/apps",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: s, namespace: shop}
            stringData: {password: hunter22}
            """);
    var release =
        new FluxState(
            Flux.release("app"),
            new Health.Failed("InstallFailed: cannot log in with hunter22 or aHVudGVyMjI="),
            false,
            true,
            false);

    // when
    var side =
        FluxSide.of(
            Manifests.NONE,
            List.of(release),
            new Seen(Map.of(), Set.of(), Set.of()),
            Hidden.in(secret.all()));

    // then
    assertThat(side.health().get(Flux.release("app")))
        .isEqualTo(new Health.Failed("InstallFailed: cannot log in with (hidden) or (hidden)"));
  }

  private static Run.Weighed weigh(FluxState candidate, Map<ObjectKey, Health> objects) {
    return Weighing.weigh(
        changes(),
        List.of(factor()),
        side(applied(), Map.of(WEB, READY, WEB_2, READY)),
        side(candidate, objects));
  }

  private static Factor factor() {
    return new Factor("test", RiskLevel.MEDIUM, WEB.toString(), "risky", true);
  }

  private static ChangeSet changes() {
    return ChangeSet.between(tree("1"), tree("2"));
  }

  private static Manifests tree(String value) {
    return Flux.of(
        "flux/apps",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec: {n: %1$s}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web-2, namespace: shop}
        spec: {n: %1$s}
        """
            .formatted(value));
  }

  private static FluxState applied() {
    return kustomization(READY, true);
  }

  private static FluxState kustomization(Health health, boolean applied) {
    return new FluxState(Flux.kustomization("apps"), health, applied, true, false);
  }

  private static Side side(FluxState kustomization, Map<ObjectKey, Health> objects) {
    return FluxSide.of(
        tree("2"), List.of(kustomization), new Seen(objects, Set.of(), Set.of()), Hidden.NOTHING);
  }

  @Test
  void shouldCountObjectsOfAChartByWhatItsReleaseSays() {
    var made = new Release(Flux.release("app"), true);
    var failed = new Release(Flux.release("app"), false);
    var other = new Release(Flux.release("other"), true);

    assertThat(made.side().health()).containsEntry(WEB, READY);
    assertThat(made.side().gaps()).isEmpty();
    assertThat(failed.side().gaps())
        .containsExactly(
            new Gap(Gap.Kind.NOT_APPLIED, WEB.toString(), Flux.release("app") + " is not applied"));
    assertThat(other.side().gaps())
        .containsExactly(
            new Gap(
                Gap.Kind.NOT_APPLIED, WEB.toString(), "the sandbox has no " + Flux.release("app")));
  }

  /** What Flux says of one release, where an object is of the release {@code app}. */
  private record Release(ObjectKey key, boolean applied) {

    Side side() {
      var plain = tree("2").get(WEB).orElseThrow();
      var origin = new Origin("flux/apps", "a.yaml", Flux.release("app").toString(), true);
      var object = new Manifest(WEB, plain.apiVersion(), plain.content(), origin, true);
      var twice = new FluxState(key, new Health.Failed("another one"), false, true, false);
      return FluxSide.of(
          Manifests.of(List.of(object)),
          List.of(new FluxState(key, READY, applied, true, false), twice),
          new Seen(Map.of(WEB, READY), Set.of(), Set.of()),
          Hidden.NOTHING);
    }
  }

  @Test
  void shouldNameWhatIsThereNoMore() {
    var live = new Seen(Map.of(WEB, READY, WEB_2, READY), Set.of(), Set.of());

    assertThat(FluxSide.gone(live, Set.of(WEB))).containsExactly(WEB_2);
  }
}
