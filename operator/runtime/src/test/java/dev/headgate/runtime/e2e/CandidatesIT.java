package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which revision goes next, and for how long a proof speaks for it. */
@ExtendWith(InLab.class)
class CandidatesIT {

  private static final String FROZEN = "freeze: {reason: holidays}";
  private static final String UNFREEZE = "{\"freeze\": null}";
  private static final String MORE = "resources: [settings.yaml, more.yaml]\n";

  @Test
  void shouldNotLetAProvenCommitThroughThatWasReverted(Lab lab) {
    try (var world = Gated.open(lab, FROZEN);
        var witness = Witness.of(world)) {
      // given
      var commit = world.commitLow("two");
      world.awaitHeldBy(commit, "Frozen");
      var reverted = world.revert(commit);
      world.awaitHeldBy(reverted, "Frozen");

      // when
      world.patchGate(UNFREEZE);

      // then
      world.awaitLive(reverted);
      assertThat(witness.seen()).doesNotContain(commit);
    }
  }

  @Test
  void shouldLetAnOlderProvenCommitThroughFirstWhenHeadContainsItsChanges(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var older = world.commitLow("two");
      world.awaitHeldBy(older, "Frozen");
      var head =
          world.commit(
              "more, with care",
              Map.of(
                  "apps/kustomization.yaml", MORE,
                  "apps/more.yaml", Yaml.configMap("more", "value: one"),
                  ".headgate/more.yaml", Yaml.intent("High")));
      world.awaitHeldBy(head, "ApprovalsMissing");

      // when
      world.patchGate(UNFREEZE);

      // then
      world.awaitLive(older);
      world.awaitHeldBy(head, "ApprovalsMissing");
    }
  }

  @Test
  void shouldNotLetAnOlderProvenCommitThroughWhenHeadTakesItBack(Lab lab)
      throws InterruptedException {
    try (var world = Gated.open(lab, FROZEN);
        var witness = Witness.of(world)) {
      // given
      var older = world.commitLow("two");
      world.awaitHeldBy(older, "Frozen");
      var head = world.commitHigh("three");
      world.awaitHeldBy(head, "ApprovalsMissing");

      // when
      world.patchGate(UNFREEZE);
      world.awaitThat(
          "the freeze is over",
          () ->
              world.statusIs(
                  status ->
                      status.blockers().stream()
                          .noneMatch(blocker -> blocker.reason().equals("Frozen"))));
      Gated.aWhile();

      // then
      assertThat(witness.seen()).isNotEmpty().doesNotContain(older, head);
    }
  }

  @Test
  void shouldKeepAProofWhileWhatDiffersFromLiveIsPartOfWhatWasProven(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var older = world.commitLow("two");
      world.awaitHeldBy(older, "Frozen");
      var head =
          world.commit(
              "more",
              Map.of(
                  "apps/kustomization.yaml",
                  MORE,
                  "apps/more.yaml",
                  Yaml.configMap("more", "value: one")));
      world.awaitHeldBy(head, "Frozen");
      var hold = world.hold(head, Crowd.BOB);
      world.awaitHeldBy(head, "HeldByPerson");

      // when
      world.patchGate(UNFREEZE);
      world.awaitLive(older);
      world.crowd().deleteApproval(hold);

      // then
      world.awaitLive(head);
      assertThat(world.see().requests(head)).hasSize(1);
    }
  }

  @Test
  void shouldProveAgainWhenLiveHasMovedAwayFromWhatWasProven(Lab lab) {
    try (var world =
        Gated.open(
            lab,
            FROZEN,
            Map.of(
                "apps/kustomization.yaml",
                MORE,
                "apps/more.yaml",
                Yaml.configMap("more", "value: one")))) {
      // given
      var first = world.git().head();
      var more =
          world.commit("more", Map.of("apps/more.yaml", Yaml.configMap("more", "value: two")));
      world.awaitHeldBy(more, "Frozen");

      // when
      world.git().reset(first);
      var settings = world.commitLow("two");
      world.awaitHeldBy(settings, "Frozen");
      world.patchGate(UNFREEZE);
      world.awaitLive(settings);
      world.git().reset(more);
      lab.sources().poke(world.namespace());

      // then
      world.awaitLive(more);
      assertThat(world.see().requests(more)).hasSize(2);
      world.awaitApplied(more);
      assertThat(world.see().setting("value")).contains("one");
    }
  }

  @Test
  void shouldAskAPersonAboutAFileThatNothingReads(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      var commit = world.commit("who reads this", Map.of("talos/machine.yaml", "kind: none\n"));

      // then
      world.awaitThat("a verdict", () -> world.see().judged(commit).isPresent());
      var proof = world.see().judged(commit).orElseThrow();
      assertThat(Sights.risk(proof)).contains(RiskLevel.MEDIUM);
      assertThat(Sights.rules(proof)).contains("Uncovered");
      world.awaitHeldBy(commit, "ApprovalsMissing");

      // when
      world.approve(commit, Crowd.ALICE);

      // then
      world.awaitLive(commit);
    }
  }

  /** How an app says which version of itself it wants. */
  enum Bumped {
    IMAGE(Yaml.deployment("web", "ghcr.io/example/web:1.4.1")),
    CHART(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web}
        spec:
          interval: 1h
          chart: {spec: {chart: web, version: 1.4.1, sourceRef: {kind: HelmRepository, name: example}}}
        """),
    OCI_ARTIFACT(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: web}
        spec: {interval: 1h, url: "oci://ghcr.io/example/charts/web", ref: {tag: 1.4.1}}
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web}
        spec: {interval: 1h, chartRef: {kind: OCIRepository, name: web}}
        """);

    private final String yaml;

    Bumped(String yaml) {
      this.yaml = yaml;
    }
  }

  @ParameterizedTest
  @EnumSource(Bumped.class)
  void shouldCallThePatchOfAnAppLowAndLetItThroughByItself(Bumped bumped, Lab lab) {
    try (var world =
        Gated.open(
            lab,
            "",
            Map.of(
                "apps/kustomization.yaml",
                "resources: [settings.yaml, app.yaml]\n",
                "apps/app.yaml",
                bumped.yaml))) {
      // when
      var commit =
          world.commit("web 1.4.2", Map.of("apps/app.yaml", bumped.yaml.replace("1.4.1", "1.4.2")));

      // then
      var proof = world.awaitVerdict(commit, "Passed", RiskLevel.LOW);
      assertThat(Sights.rules(proof)).isEmpty();
      world.awaitLive(commit);
    }
  }
}
