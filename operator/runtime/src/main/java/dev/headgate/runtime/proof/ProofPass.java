package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.proof.Fetch;
import dev.headgate.core.proof.Proof;
import dev.headgate.core.proof.ProofFacts;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.status.CoreWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one pass over a proof, each read when its state is reached and then kept: a change
 * that is refused is never classified, and one that is judged costs nothing.
 */
public final class ProofPass {

  /** Most checks end within this time, so that most proofs need one pass. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What CI needs to render a large home lab, and a queue before it. */
  private static final Duration CI = Duration.ofMinutes(10);

  private final ChangeRequest request;
  private final Optional<GateContext> context;
  private final ProofWork work;
  private final Instant now;
  private @Nullable Comparison comparison;
  private @Nullable Classification classification;
  private @Nullable Run told;

  ProofPass(ChangeRequest request, Optional<GateContext> context, ProofWork work, Instant now) {
    this.request = request;
    this.context = context;
    this.work = work;
    this.now = now;
  }

  ChangeRequest request() {
    return request;
  }

  Optional<GateContext> context() {
    return context;
  }

  Instant startedAt() {
    return status().map(ChangeRequestStatus::startedAt).orElse(now);
  }

  ProofFacts facts(Proof proof) {
    var recorded = status().map(ChangeRequestStatus::verdict).map(CoreWords::verdict);
    var judged = recorded.isPresent();
    return new ProofFacts(
        startedAt(),
        recorded,
        request.getSpec().suspend(),
        superseded(),
        judged ? new Fetch.Pending("judged") : fetch(),
        proof instanceof Proof.Classifying ? classification() : new Classification.Pending("later"),
        proof instanceof Proof.Checking ? checks() : new Checks.NotRun(),
        judged ? new Sandbox.Unconfigured() : sandbox(),
        proof instanceof Proof.Running ? run() : new Run.NotRun());
  }

  /** What was compared, when it was. */
  Optional<Comparison.Ready> compared() {
    return comparison instanceof Comparison.Ready ready ? Optional.of(ready) : Optional.empty();
  }

  /** What was classified, when it was. */
  Optional<Assessment> assessment() {
    return classification instanceof Classification.Ready(var assessment)
        ? Optional.of(assessment)
        : Optional.empty();
  }

  Optional<Checks> checksSoFar() {
    return compared()
        .map(
            ready ->
                work.checks().result(checksJob(ready.subject()), Duration.ZERO, Surprises::check))
        .flatMap(found -> found);
  }

  /** What this pass was told outlives the job, which giving back the sandbox forgets. */
  Optional<Run> runSoFar() {
    return Optional.ofNullable(told).or(this::runOfTheJob);
  }

  private Optional<Run> runOfTheJob() {
    return compared()
        .flatMap(
            ready -> work.runs().result(runJob(ready.subject()), Duration.ZERO, Surprises::run));
  }

  Sandbox sandbox() {
    return context
        .map(c -> work.sandboxes().state(request, c.gate()))
        .orElseGet(Sandbox.Unconfigured::new);
  }

  String checksJob(Subject subject) {
    return prefix() + "checks " + subject.changeSetDigest();
  }

  String runJob(Subject subject) {
    return prefix() + "run " + subject.changeSetDigest();
  }

  String prefix() {
    return request.getMetadata().getUid() + " ";
  }

  private Optional<ChangeRequestStatus> status() {
    return Optional.ofNullable(request.getStatus());
  }

  private Optional<String> superseded() {
    if (request.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of("it is being deleted");
    }
    return work.withdrawals().whyWithdrawn(request.getMetadata().getUid());
  }

  private Fetch fetch() {
    if (comparison == null) {
      comparison = compare();
    }
    return switch (comparison) {
      case Comparison.Pending(var reason) -> new Fetch.Pending(reason);
      case Comparison.Gone(var reason) -> new Fetch.Gone(reason);
      case Comparison.Refused(var findings) -> new Fetch.Refused(findings);
      case Comparison.Ready ready ->
          awaited(ready).<Fetch>map(Fetch.Pending::new).orElse(new Fetch.Ready(ready.subject()));
    };
  }

  /** CI has its time; a proof that begins without what it renders would be made again. */
  private Optional<String> awaited(Comparison.Ready ready) {
    var until = startedAt().plus(context.map(ProofPass::ciTimeout).orElse(Duration.ZERO));
    return now.isBefore(until)
        ? ready.awaited().map(what -> "waits for CI until %s: %s".formatted(until, what))
        : Optional.empty();
  }

  private static Duration ciTimeout(GateContext context) {
    return Optional.ofNullable(context.gate().getSpec().rendered())
        .map(rendered -> rendered.timeout())
        .map(TimeSpan::toJava)
        .orElse(CI);
  }

  private Comparison compare() {
    if (request.getSpec().manifests() != null) {
      return work.brought().compare(request, context.flatMap(ProofPass::withLive));
    }
    var revision = request.getSpec().revision();
    if (revision == null) {
      return new Comparison.Refused(
          List.of(
              new Finding(
                  "revision",
                  request.getMetadata().getName(),
                  "spec.revision",
                  "is empty; allowed: a revision such as main@sha1:<commit>")));
    }
    if (context.isEmpty()) {
      return new Comparison.Pending("the gate (spec.gateRef) or its Kustomization is not there");
    }
    var live = live(context.get());
    if (live.isEmpty()) {
      return new Comparison.Pending("nobody knows what is live at the gate yet");
    }
    return work.comparer().compare(context.get(), live.get(), new Revision(revision));
  }

  private static Optional<BroughtManifests.AtGate> withLive(GateContext context) {
    return live(context).map(live -> new BroughtManifests.AtGate(context, live));
  }

  /** What the gate has let through last; before its first record, what its source shows. */
  private static Optional<Revision> live(GateContext context) {
    return Optional.ofNullable(context.gate().getStatus()).stream()
        .flatMap(status -> status.history().stream())
        .findFirst()
        .map(entry -> new Revision(entry.revision()))
        .or(() -> context.gated().flatMap(FluxObject::artifact).map(found -> found.revision()));
  }

  private Classification classification() {
    if (classification == null) {
      classification =
          compared()
              .map(ready -> Classifying.classify(ready, request, context))
              .orElseGet(() -> new Classification.Pending("not compared yet"));
    }
    return classification;
  }

  private Checks checks() {
    return compared()
        .flatMap(
            ready -> work.checks().result(checksJob(ready.subject()), PATIENCE, Surprises::check))
        .orElseGet(Checks.NotRun::new);
  }

  private Run run() {
    told = runOfTheJob().orElseGet(() -> new Run.Undecided(work.sandboxes().progress(request)));
    return told;
  }

  /** A surprise in a job is no judgement of the change. */
  private static final class Surprises {
    static Checks check(Exception e) {
      return new Checks.Unavailable("the checks ended unexpectedly: " + e.getMessage());
    }

    static Run run(Exception e) {
      return new Run.Lost("the run ended unexpectedly: " + e.getMessage());
    }
  }

  List<Finding> refusals() {
    return comparison instanceof Comparison.Refused(var findings) ? findings : List.of();
  }
}
