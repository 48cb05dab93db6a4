package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.api.v1alpha1.Verdict;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A proof that CI had made of a pull request's tree, and what it is worth after the merge. */
@ExtendWith(InLab.class)
class PullRequestIT {

  private static final String INTENT = ".headgate/two.yaml";

  @Test
  void shouldLetTheMergeThroughOnTheProofOfThePullRequest(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var pullRequest = onBranch(world, "pr", Map.of("apps/settings.yaml", Gated.app("two")));
      follow(world, "pr");
      prove(world, "pr-1234", "pr@sha1:" + pullRequest, "");
      awaitVerdict(world, "pr-1234", "Passed", RiskLevel.LOW);

      // when
      var squashed = world.commitLow("two");

      // then
      assertThat(squashed).isNotEqualTo(pullRequest);
      world.awaitLive(squashed);
      assertThat(world.gate().history().getFirst())
          .extracting(HistoryEntry::revision, HistoryEntry::changeRequest)
          .containsExactly(Gated.revision(squashed), "pr-1234");
      assertThat(world.see().requests(squashed)).isEmpty();
    }
  }

  @Test
  void shouldNotBelieveAProofOfOtherBytesUnderTheNameOfHead(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      // given
      onBranch(world, "harmless", Map.of("apps/settings.yaml", Gated.app("harmless")));
      follow(world, "harmless");
      var head = world.commitHigh("two");

      // when
      prove(world, "forged", Gated.revision(head), "");

      // then
      awaitVerdict(world, "forged", "Passed", RiskLevel.LOW);
      world.awaitHeldBy(head, "ApprovalsMissing");
      Gated.aWhile();
      assertThat(witness.seen()).doesNotContain(head);
    }
  }

  @Test
  void shouldNotBelieveAProofWhoseBaselineHidesWhatMakesHeadRisky(Lab lab)
      throws InterruptedException {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      // given
      onBranch(world, "base", Map.of(INTENT, Yaml.intent("High")));
      follow(world, "base");
      world.git().switchTo("main");
      var head = world.commitHigh("two");
      onBranch(world, "harmless", Map.of());
      follow(world, "harmless");

      // when
      prove(
          world,
          "forged",
          Gated.revision(head),
          "baseline: {source: {kind: GitRepository, name: base, holds: Tree}}");

      // then
      var forged = awaitVerdict(world, "forged", "Passed", RiskLevel.LOW);
      world.awaitHeldBy(head, "ApprovalsMissing");
      var own = world.see().judged(head).orElseThrow();
      assertThat(verdict(forged))
          .extracting(Verdict::treeDigest, Verdict::changeSetDigest)
          .containsExactly(verdict(own).treeDigest(), verdict(own).changeSetDigest());
      Gated.aWhile();
      assertThat(witness.seen()).doesNotContain(head);
    }
  }

  /** Leaves the repository on main; returns the branch's commit. */
  private static String onBranch(Gated world, String branch, Map<String, String> files) {
    world.git().switchTo(branch);
    var commit = world.git().commit("on " + branch, files);
    world.git().switchTo("main");
    return commit;
  }

  private static void follow(Gated world, String branch) {
    world.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %s, namespace: %s}
        spec:
          interval: 1h
          url: %s
          ref: {branch: %s}
        """
            .formatted(branch, world.namespace(), world.git().url(), branch));
  }

  private static void prove(Gated world, String name, String revision, String more) {
    var branch = name.equals("forged") ? "harmless" : "pr";
    world.apply(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: %s, namespace: %s}
        spec:
          gateRef: {name: %s}
          revision: %s
          manifests: {source: {kind: GitRepository, name: %s, holds: Tree}}
        %s\
        """
            .formatted(name, world.namespace(), Gated.GATE, revision, branch, more.indent(2)));
  }

  private static ChangeRequest awaitVerdict(
      Gated world, String name, String result, RiskLevel risk) {
    world.awaitThat("a verdict on " + name, () -> judged(world, name).isPresent());
    var proof = judged(world, name).orElseThrow();
    assertThat(Sights.result(proof)).describedAs(proof.getStatus().why()).contains(result);
    assertThat(Sights.risk(proof)).describedAs(proof.getStatus().why()).contains(risk);
    return proof;
  }

  private static Verdict verdict(ChangeRequest proof) {
    return Objects.requireNonNull(proof.getStatus().verdict());
  }

  private static Optional<ChangeRequest> judged(Gated world, String name) {
    return world.requests().stream()
        .filter(request -> request.getMetadata().getName().equals(name))
        .filter(request -> request.getStatus() != null && request.getStatus().verdict() != null)
        .findFirst();
  }
}
