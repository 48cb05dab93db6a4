package dev.headgate.cli.prove;

import dev.headgate.core.change.Gap;
import dev.headgate.core.check.Checks;
import dev.headgate.core.check.PureChecks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.proof.Decision;
import dev.headgate.core.proof.Effect;
import dev.headgate.core.proof.Fetch;
import dev.headgate.core.proof.Proof;
import dev.headgate.core.proof.ProofFacts;
import dev.headgate.core.proof.ProofMachine;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.proof.Classifying;
import dev.headgate.runtime.sandbox.Exercise;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.SandboxRun;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One proof, decided by the same machine as the operator's; what that does in the background is
 * done here while one waits. There is no live cluster, so that no dry run is made on one, and the
 * verdict says so.
 */
final class LocalProof {

  private static final Gap NO_DRY_RUN =
      new Gap(Gap.Kind.NOT_CHECKED, "", "no live cluster was asked what it would say");

  private final LocalGate gate;
  private final Comparison comparison;
  private final Classification classification;
  private final Optional<Cluster> cluster;
  private final Consumer<String> progress;
  private final Clock clock;
  private final String change = UUID.randomUUID().toString();
  private final Instant startedAt;

  private Checks checks = new Checks.NotRun();
  private Sandbox sandbox;
  private Run run = new Run.NotRun();
  private boolean isClean = true;

  LocalProof(
      LocalGate gate,
      Comparison comparison,
      Classification classification,
      Optional<Cluster> cluster,
      Consumer<String> progress,
      Clock clock) {
    this.gate = gate;
    this.comparison = comparison;
    this.classification = classification;
    this.cluster = cluster;
    this.progress = progress;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.sandbox = new Sandbox.Refused("no cluster was given (--kubeconfig)");
  }

  /** Blocks until it is judged; the cluster is cleaned whatever comes of it. */
  Verdict judge() throws InterruptedException {
    try {
      return decide();
    } finally {
      if (!isClean) {
        clean();
      }
    }
  }

  private Verdict decide() throws InterruptedException {
    Proof proof = new Proof.Fetching();
    while (true) {
      if (proof instanceof Proof.Judged judged) {
        return judged.verdict();
      }
      switch (ProofMachine.decide(proof, facts(), clock.instant())) {
        case Decision.Advance(var next, var effects) -> {
          perform(effects);
          proof = next;
        }
        case Decision.Wait(var until, var reason, var effects) -> {
          return undecided(reason); // all that can be done here was done at once
        }
        case Decision.Stop() -> {
          return undecided("it was not judged");
        }
      }
    }
  }

  private static Verdict undecided(String reason) {
    return new Verdict.Inconclusive(VerdictReason.CHECKS_UNAVAILABLE, reason, List.of());
  }

  private ProofFacts facts() {
    return new ProofFacts(
        startedAt,
        Optional.empty(),
        false,
        Optional.empty(),
        fetch(),
        classification,
        checks,
        sandbox,
        run);
  }

  private Fetch fetch() {
    return switch (comparison) {
      case Comparison.Pending(var reason) -> new Fetch.Pending(reason);
      case Comparison.Gone(var reason) -> new Fetch.Gone(reason);
      case Comparison.Refused(var findings) -> new Fetch.Refused(findings);
      case Comparison.Ready ready -> new Fetch.Ready(ready.subject());
    };
  }

  private void perform(List<Effect> effects) throws InterruptedException {
    for (var effect : effects) {
      switch (effect) {
        case Effect.RunChecks asked -> checks = check();
        case Effect.LeaseSandbox asked -> cluster.ifPresent(this::lease);
        case Effect.Prove asked -> run = run();
        case Effect.ReleaseSandbox asked -> clean();
        case Effect.CancelLease asked -> {
          // nobody else was asked
        }
      }
    }
  }

  private Checks check() {
    var facts = Classifying.facts(ready(), Optional.of(gate.context()), Optional.empty());
    return new Checks.Done(PureChecks.findings(facts), List.of(NO_DRY_RUN));
  }

  private void lease(Cluster one) {
    sandbox = new Sandbox.Ready(new Lease("the cluster", one.sandbox().kubeSystemUid()));
  }

  /** Ctrl-C ends the run first, and then what it made is removed. */
  private Run run() throws InterruptedException {
    var running = Thread.currentThread();
    var ended = new CountDownLatch(1);
    var atExit = new Thread(() -> cleanAtExit(running, ended), "clean-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    isClean = false;
    try {
      return exercise();
    } finally {
      ended.countDown();
      forget(atExit);
    }
  }

  private void cleanAtExit(Thread running, CountDownLatch ended) {
    running.interrupt();
    try {
      ended.await();
      clean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      progress.accept("ended before it was judged");
    }
  }

  private Run exercise() throws InterruptedException {
    var ready = ready();
    var assessment = assessment();
    return new SandboxRun(cluster.orElseThrow().sandbox(), Patience.STANDARD, clock, progress)
        .run(
            new Exercise(
                change,
                ready.live().manifests(),
                ready.candidate().manifests(),
                ready.changes(),
                assessment.risk().factors(),
                startedAt.plus(assessment.plan().deadline()),
                assessment.probes()));
  }

  private void clean() throws InterruptedException {
    progress.accept("cleaning the cluster");
    isClean = true; // or as clean as it gets
    var result =
        new Cleaner(cluster.orElseThrow().sandbox(), clock)
            .clean(change, Patience.STANDARD.cleaning());
    switch (result) {
      case Cleaner.Result.Clean() -> progress.accept("the cluster is clean again");
      case Cleaner.Result.StillThere(var objects) ->
          progress.accept("these objects do not go: " + objects);
      case Cleaner.Result.Lost(var reason) -> progress.accept("it cannot be cleaned: " + reason);
    }
  }

  private Comparison.Ready ready() {
    return (Comparison.Ready) comparison;
  }

  private Assessment assessment() {
    return ((Classification.Ready) classification).assessment();
  }
}
