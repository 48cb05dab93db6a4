package dev.headgate.core.proof;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Digest;
import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.TreeDigest;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts about one proof, to be changed one at a time; by default a harmless one that is fetched.
 */
final class World {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration DEADLINE = Duration.ofMinutes(30);
  static final Lease LEASE = new Lease("dev", "uid-1");
  static final Finding FINDING = new Finding("schema", "Deployment.apps/web/a", "spec", "unknown");
  static final Subject SUBJECT =
      new Subject(
          new Revision("main@sha1:4f2c0e"), new TreeDigest("sha256:1"), new Digest("sha256:2"));

  Instant now = START.plusSeconds(10);
  Optional<Verdict> recorded = Optional.empty();
  boolean suspended;
  Optional<String> superseded = Optional.empty();
  Fetch fetch = new Fetch.Ready(SUBJECT);
  Optional<Classification> classification = Optional.empty();
  Checks checks = new Checks.Done(List.of(), List.of());
  Sandbox sandbox = new Sandbox.Unconfigured();
  Run run = new Run.NotRun();
  SandboxNeed need = SandboxNeed.NEVER;
  List<Factor> factors = List.of();
  Coverage coverage = Coverage.FULL;
  boolean nothingChanges;

  /**
   * A change with these risky objects, that a sandbox can tell about, under a plan that asks so.
   */
  static World risky(SandboxNeed need, String... objects) {
    var world = new World();
    world.need = need;
    var factors = new ArrayList<Factor>();
    for (var object : objects) {
      factors.add(new Factor("crds", RiskLevel.HIGH, object, "scary", true));
    }
    world.factors = factors;
    return world;
  }

  World beyondSandboxes(String object) {
    var more = new ArrayList<>(factors);
    more.add(new Factor("cni", RiskLevel.HIGH, object, "a node matter", false));
    factors = more;
    return this;
  }

  Assessment assessment() {
    var level = factors.stream().map(Factor::level).reduce(RiskLevel.LOW, (a, b) -> a.max(b));
    var plan = new Plan(level, need, Duration.ZERO, 0, DEADLINE);
    return new Assessment(new Risk(level, factors), plan, coverage, nothingChanges, List.of());
  }

  ProofFacts facts() {
    return new ProofFacts(
        START,
        recorded,
        suspended,
        superseded,
        fetch,
        classification.orElseGet(() -> new Classification.Ready(assessment())),
        checks,
        sandbox,
        run);
  }

  /** Replays the machine as the runtime does. */
  Outcome replay() {
    Proof proof = new Proof.Fetching();
    var effects = new ArrayList<Effect>();
    for (int steps = 0; steps < 10; steps++) {
      switch (ProofMachine.decide(proof, facts(), now)) {
        case Decision.Advance(var next, var more) -> {
          effects.addAll(more);
          proof = next;
        }
        case Decision.Wait wait -> {
          effects.addAll(wait.effects());
          return new Outcome(proof, effects, Optional.of(wait));
        }
        case Decision.Stop() -> {
          return new Outcome(proof, effects, Optional.empty());
        }
      }
    }
    throw new AssertionError("does not come to rest: " + proof);
  }

  record Outcome(Proof proof, List<Effect> effects, Optional<Decision.Wait> waits) {

    Verdict verdict() {
      if (proof instanceof Proof.Judged judged) {
        return judged.verdict();
      }
      throw new AssertionError("not judged: " + proof);
    }
  }
}
