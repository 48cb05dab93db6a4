package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.source.LocalRegistry;
import dev.headgate.runtime.source.CandidateSource;
import dev.headgate.runtime.source.HeadSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A gate over an OCIRepository, whose pin is a digest and whose tag means something else tomorrow.
 */
@ExtendWith(InLab.class)
class OciIT {

  private static final String FROZEN = "freeze: {reason: holidays}";

  @Test
  void shouldPinTheDigestThatIsLiveAndLetARoutineBumpThrough(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of(), Upstream.OCI)) {
      // given
      var live = world.live().orElseThrow();
      var before = world.see().source(Gated.SOURCE).orElseThrow();

      // when
      world.createGate("");
      world.awaitState(GateState.OPEN);

      // then
      var after = world.see().source(Gated.SOURCE).orElseThrow();
      assertThat(after.text("/spec/ref/digest")).contains("sha256:" + live);
      assertThat(after.text("/spec/ref/tag")).contains(Upstream.TAG);
      assertThat(after.owners("/f:spec/f:ref/f:digest")).containsExactly("headgate");
      assertThat(after.artifact().orElseThrow().digest())
          .isEqualTo(before.artifact().orElseThrow().digest());
      assertThat(world.requests()).isEmpty();

      // when
      var bump = world.commitLow("two");

      // then
      world.awaitLive(bump);
      world.awaitApplied(bump);
      assertThat(world.see().setting("value")).contains("two");
      var proof = world.awaitVerdict(bump, "Passed", RiskLevel.LOW);
      assertThat(proof.getMetadata().getName())
          .isEqualTo("cluster-%s-1".formatted(bump.substring(0, 12)));
      world.awaitThat(
          "the columns are short",
          () ->
              world.statusIs(
                  status ->
                      ("latest@sha256:" + bump.substring(0, 12)).equals(status.shortHead())
                          && ("sha256:" + bump.substring(0, 12)).equals(status.shortLive())));
      assertThat(Objects.requireNonNull(world.gate().head()).origin())
          .isEqualTo("main@sha1:" + world.git().head());
    }
  }

  @Test
  void shouldHoldAHighDigestPutAForeignPinRightAndObeyABypass(Lab lab) {
    try (var world =
        Gated.openOci(lab, "approvals: {required: 1, users: [alice], appliesTo: [High]}")) {
      // given
      var live = world.live().orElseThrow();
      var high = world.commitHigh("two");
      world.awaitHeldBy(high, "ApprovalsMissing");

      // when
      world
          .crowd()
          .patchSource(
              Gated.SOURCE, "{\"spec\":{\"ref\":{\"digest\":\"sha256:%s\"}}}".formatted(high));

      // then
      world.awaitThat("somebody is told", () -> world.see().announced().contains("ForeignPin"));
      world.awaitLive(live);
      world.awaitHeldBy(high, "ApprovalsMissing");

      // when
      world.bypass(high, Crowd.BYPASSER);

      // then
      world.awaitLive(high);
      world.awaitApplied(high);
      world.awaitState(GateState.BYPASSED);
    }
  }

  @Test
  void shouldTakeATagThatMovesBackForJustAnotherHead(Lab lab) {
    try (var world = Gated.openOci(lab, "")) {
      // given
      var first = world.live().orElseThrow();
      var second = world.commitLow("two");
      world.awaitLive(second);

      // when
      LocalRegistry.beside(world.git()).tag(Upstream.TAG, "sha256:" + first);
      lab.sources().poke(world.namespace());

      // then
      world.awaitLive(first);
      world.awaitApplied(first);
      assertThat(world.see().setting("value")).contains("one");
      assertThat(world.awaitVerdict(first, "Passed").getMetadata().getName())
          .isEqualTo("cluster-%s-1".formatted(first.substring(0, 12)));
    }
  }

  @Test
  void shouldProveTheBytesOfTheDigestThoughTheTagMovedWhileItWasPulled(Lab lab) {
    try (var world = Gated.openOci(lab, "");
        var witness = Witness.of(world)) {
      // given
      var registry = LocalRegistry.beside(world.git());
      var harmless = registry.push("harmless", world.git().commit("harmless", low("two")));
      var evil =
          Upstream.digits(
              registry.push(
                  Upstream.TAG, world.git().commit("evil", Map.of("apps/settings.yaml", evil()))));

      // when
      world.faults().beforePull(() -> registry.tag(Upstream.TAG, harmless));
      lab.sources().poke(world.namespace());

      // then
      world.awaitThat("it was classified", () -> !world.see().requests(evil).isEmpty());
      world.awaitThat(
          "it has a risk",
          () ->
              world.see().requests(evil).stream()
                  .anyMatch(
                      proof -> proof.getStatus() != null && proof.getStatus().risk() != null));
      assertThat(Sights.risk(world.see().requests(evil).getFirst())).contains(RiskLevel.HIGH);
      world.faults().clear();
      lab.sources().poke(world.namespace());
      world.awaitLive(Upstream.digits(harmless));
      assertThat(witness.seen()).doesNotContain(evil);
    }
  }

  @Test
  void shouldNameASourceWhosePinnedDigestWasDeletedAndLetTheNextOneOut(Lab lab) {
    try (var world = Gated.openOci(lab, FROZEN)) {
      // given
      var live = world.live().orElseThrow();
      var next = world.commitLow("two");
      world.awaitHeldBy(next, "Frozen");

      // when
      LocalRegistry.beside(world.git()).delete("sha256:" + live);
      lab.sources().loseArtifacts();

      // then
      world.awaitHeldBy(next, "SourceFailing");
      world.awaitCondition("Ready", "False", "SourceNotReady");
      assertThat(world.see().pin()).contains(live);
      assertThat(world.see().setting("value")).contains("one");

      // when
      world.patchGate("{\"freeze\": null}");

      // then
      world.awaitLive(next);
      world.awaitApplied(next);
      world.awaitState(GateState.OPEN);
      world.awaitCondition("Ready", "True", "Enforcing");
    }
  }

  @Test
  void shouldShowOnlySignedArtifactsAndCopyWhatVerifiesThem(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of(), Upstream.OCI)) {
      // given
      var registry = LocalRegistry.beside(world.git());
      registry.sign("sha256:" + world.live().orElseThrow());
      world
          .crowd()
          .patchSource(
              Gated.SOURCE,
              "{\"spec\":{\"verify\":{\"provider\":\"cosign\",\"secretRef\":{\"name\":\"keys\"}}}}");
      world.createGate("");
      world.awaitState(GateState.OPEN);
      for (var copy :
          new String[] {HeadSource.nameFor("cluster"), CandidateSource.nameFor("cluster")}) {
        assertThat(world.see().source(copy).orElseThrow().text("/spec/verify/secretRef/name"))
            .contains("keys");
      }

      // when
      var unsigned = world.commitLow("two");
      world.awaitThat(
          "the head source refuses it",
          () -> world.see().source("cluster-head").orElseThrow().isFailing());

      // then
      assertThat(world.see().requests(unsigned)).isEmpty();

      // when
      registry.sign("sha256:" + unsigned);
      lab.sources().poke(world.namespace());

      // then
      world.awaitLive(unsigned);
      assertThat(
              world
                  .see()
                  .source(Gated.SOURCE)
                  .flatMap(source -> source.condition("SourceVerified"))
                  .orElseThrow()
                  .path("status")
                  .asText())
          .isEqualTo("True");
    }
  }

  @Test
  void shouldStallOnADigestThatSomebodySetAndSayWhatToDo(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of(), Upstream.OCI)) {
      // given
      var live = world.live().orElseThrow();
      var pinned = "{\"spec\":{\"ref\":{\"digest\":\"sha256:%s\"}}}".formatted(live);
      world.crowd().patchSource(Gated.SOURCE, pinned);

      // when
      world.createGate("");

      // then
      world.awaitState(GateState.STALLED);
      assertThat(world.gate().blockers().getFirst().message())
          .contains("spec.ref.digest of the source is set by", "take it out");

      // when
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"ref\":{\"digest\":null}}}");

      // then
      world.awaitState(GateState.OPEN);
      assertThat(world.see().pin()).contains(live);
    }
  }

  @Test
  void shouldMakeACopyAnewThatSomebodyMadeBeforeIt(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of(), Upstream.OCI)) {
      // given
      var name = HeadSource.nameFor(Gated.GATE);
      world.apply(
          """
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: OCIRepository
          metadata: {name: %s, namespace: %s}
          spec: {interval: 1m, provider: generic, timeout: 60s, %s}
          """
              .formatted(name, world.namespace(), world.upstream().spec(world.git())));
      var theirs = world.see().source(name).orElseThrow();

      // when
      world.createGate("");
      world.awaitState(GateState.OPEN);

      // then
      var ours = world.see().source(name).orElseThrow();
      assertThat(ours.spec()).isEqualTo(theirs.spec());
      assertThat(ours.uid()).isNotEqualTo(theirs.uid());
      assertThat(ours.label("headgate.dev/head-of")).contains(Gated.GATE);
    }
  }

  @Test
  void shouldFreeTheTagWhenItIsDeletedAndSaysRelease(Lab lab) {
    try (var world = Gated.openOci(lab, "onDelete: Release\n" + FROZEN)) {
      // given
      var held = world.commitLow("two");
      world.awaitHeldBy(held, "Frozen");

      // when
      world.crowd().deleteGate(Gated.GATE);

      // then
      world.awaitApplied(held);
      assertThat(world.see().pin()).isEmpty();
      world.awaitThat(
          "the copies are gone",
          () ->
              world.see().source("cluster-head").isEmpty()
                  && world.see().source("cluster-candidate").isEmpty());
    }
  }

  private static Map<String, String> low(String value) {
    return Map.of("apps/settings.yaml", Gated.app(value));
  }

  /** High by rule, whoever brings it. */
  private static String evil() {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: settings}
    rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
    """;
  }
}
