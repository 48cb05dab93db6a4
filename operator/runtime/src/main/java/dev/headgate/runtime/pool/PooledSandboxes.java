package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.api.v1alpha1.SandboxTemplate.FluxInside;
import dev.headgate.core.ground.Ground;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Scope;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.sandbox.Keep;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.proof.Sandboxes;
import dev.headgate.runtime.sandbox.Exercise;
import dev.headgate.runtime.sandbox.FluxRun;
import dev.headgate.runtime.sandbox.HostFacts;
import dev.headgate.runtime.sandbox.HostSide;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.SandboxRun;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What proofs see: a proof asks by making a ChangeSandbox, reads what became of it, and gives it
 * back by deleting it. Everything else is the {@link SandboxReconciler}'s.
 */
final class PooledSandboxes implements Sandboxes {

  private final Sandboxed sandboxes;
  private final SandboxObjects objects;
  private final SandboxConnections connections;
  private final Providers providers;
  private final RunningChanges running;
  private final Prometheus prometheus;
  private final HostSide host;
  private final HostFacts facts;
  private final ArtifactHost artifacts;
  private final Clock clock;
  private final Map<String, String> progressByUid = new ConcurrentHashMap<>();

  PooledSandboxes(
      Sandboxed sandboxes,
      SandboxObjects objects,
      SandboxConnections connections,
      Providers providers,
      RunningChanges running,
      Prometheus prometheus,
      HostSide host,
      HostFacts facts,
      ArtifactHost artifacts,
      Clock clock) {
    this.sandboxes = sandboxes;
    this.objects = objects;
    this.connections = connections;
    this.providers = providers;
    this.running = running;
    this.prometheus = prometheus;
    this.host = host;
    this.facts = facts;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  @Override
  public Sandbox state(ChangeRequest request, PromotionGate gate) {
    if (gate.getSpec().sandbox() == null) {
      return new Sandbox.Unconfigured();
    }
    return of(request)
        .map(PooledSandboxes::state)
        .orElseGet(() -> new Sandbox.Pending("nobody has asked yet"));
  }

  /**
   * One that was leased stays Ready for its proof even when it broke since: the run finds out, and
   * says that it was lost.
   */
  private static Sandbox state(ChangeSandbox sandbox) {
    var status = sandbox.getStatus();
    if (sandbox.getMetadata().getDeletionTimestamp() != null) {
      return new Sandbox.Pending("the sandbox that it had is being given back");
    }
    if (status == null || status.phase() == null) {
      return new Sandbox.Pending("it has asked for a sandbox");
    }
    var uid = status.kubeSystemUid();
    if (uid != null) {
      return new Sandbox.Ready(new Lease(sandbox.getMetadata().getName(), uid));
    }
    var why = Optional.ofNullable(status.why()).orElse("");
    return status.phase() == SandboxPhase.BROKEN
        ? new Sandbox.Refused(why)
        : new Sandbox.Pending(status.phase() == SandboxPhase.QUEUED ? queued(sandbox) : why);
  }

  /** Without its place, which would be one more status for each step of the queue. */
  private static String queued(ChangeSandbox sandbox) {
    var pool = sandbox.getSpec().poolRef();
    return "it waits for a sandbox of pool %s: see kubectl get csbx %s"
        .formatted(pool == null ? "" : pool.name(), sandbox.getMetadata().getName());
  }

  @Override
  public void request(ChangeRequest request, PromotionGate gate) {
    var wanted = gate.getSpec().sandbox();
    if (wanted != null && of(request).isEmpty()) {
      objects.ask(request, wanted);
    }
  }

  @Override
  public void cancel(ChangeRequest request) {
    of(request).filter(sandbox -> !isKept(sandbox)).ifPresent(objects::delete);
  }

  /** It goes when that time is over. */
  private boolean isKept(ChangeSandbox sandbox) {
    var asked = sandbox.getSpec().keepUntil();
    var status = sandbox.getStatus();
    return asked != null
        && status != null
        && status.kubeSystemUid() != null
        && status.expiresAt() != null
        && Keep.until(asked, status.expiresAt()).isAfter(clock.instant());
  }

  @Override
  public Run run(
      ChangeRequest request,
      Optional<GateContext> context,
      Lease lease,
      Comparison.Ready comparison,
      Assessment assessment,
      Instant deadline)
      throws InterruptedException {
    var uid = request.getMetadata().getUid();
    running.begin(uid);
    try {
      var sandbox = of(request).filter(PooledSandboxes::isLeased);
      if (sandbox.isEmpty()) {
        return new Run.Lost(whyNot(request, lease));
      }
      var exercise = exercise(uid, comparison, assessment, deadline);
      return switch (ground(sandbox.get(), comparison)) {
        case HostFacts.Laid.NotNow(var reason) ->
            new Run.Lost("what the sandbox is to have of the host cannot be read: " + reason);
        case HostFacts.Laid.Done(var ground) ->
            run(
                sandbox.get(),
                lease,
                course(request, sandbox.get(), context, comparison, exercise.on(ground)));
      };
    } finally {
      running.end(uid);
    }
  }

  private static boolean isLeased(ChangeSandbox sandbox) {
    return sandbox.getMetadata().getDeletionTimestamp() == null
        && sandbox.getStatus() != null
        && sandbox.getStatus().phase() == SandboxPhase.LEASED
        && sandbox.getStatus().access() != null;
  }

  private String whyNot(ChangeRequest request, Lease lease) {
    return of(request)
        .map(ChangeSandbox::getStatus)
        .map(ChangeSandboxStatus::why)
        .filter(why -> !why.isEmpty())
        .orElse("the lease on " + lease.sandbox() + " has ended");
  }

  private HostFacts.Laid ground(ChangeSandbox sandbox, Comparison.Ready comparison)
      throws InterruptedException {
    var live = comparison.live().manifests();
    var candidate = comparison.candidate().manifests();
    // Flux runs all of the tree.
    var scope =
        flux(sandbox).isPresent()
            ? new Scope(live, candidate)
            : Scope.of(live, candidate, comparison.changes());
    return facts.ground(scope, CopiesOfPool.of(sandbox));
  }

  private static Exercise exercise(
      String uid, Comparison.Ready comparison, Assessment assessment, Instant deadline) {
    return new Exercise(
        uid,
        comparison.live().manifests(),
        comparison.candidate().manifests(),
        comparison.changes(),
        assessment.risk().factors(),
        deadline,
        assessment.probes(),
        Ground.NONE);
  }

  /** A way to run the exercise in a sandbox that answers. */
  @FunctionalInterface
  private interface Course {
    Run in(SandboxClient client) throws InterruptedException;
  }

  private static Optional<FluxInside> flux(ChangeSandbox sandbox) {
    return Optional.ofNullable(sandbox.getStatus())
        .map(ChangeSandboxStatus::template)
        .map(SandboxTemplate::flux);
  }

  private Course course(
      ChangeRequest request,
      ChangeSandbox sandbox,
      Optional<GateContext> context,
      Comparison.Ready comparison,
      Exercise exercise) {
    Consumer<String> progress = said -> progressByUid.put(request.getMetadata().getUid(), said);
    var flux = flux(sandbox);
    if (flux.isEmpty()) {
      return client ->
          new SandboxRun(client, Patience.STANDARD, clock, progress, prometheus, host)
              .run(exercise);
    }
    var trial = FluxTrials.of(flux.get(), context, comparison);
    return client ->
        trial.isEmpty()
            ? new Run.Lost("Flux in the sandbox runs trees, and this ChangeRequest brings objects")
            : new FluxRun(client, Patience.STANDARD, artifacts, clock, progress, prometheus, host)
                .run(exercise, trial.get());
  }

  private Run run(ChangeSandbox sandbox, Lease lease, Course course) throws InterruptedException {
    var ref = ref(sandbox);
    return switch (connections.connect(ref)) {
      case SandboxClient.Connection.Refused(var reason) -> new Run.Lost(reason);
      case SandboxClient.Connection.Unreachable(var reason) -> lost(ref, reason);
      case SandboxClient.Connection.Connected(var client)
          when !client.kubeSystemUid().equals(lease.kubeSystemUid()) ->
          lost(ref, "the sandbox lost its data: it is another cluster than before");
      case SandboxClient.Connection.Connected(var client) -> {
        var run = course.in(client);
        yield providers
            .of(sandbox.getStatus().template())
            .inLightOfTheHost(
                run instanceof Run.Lost(var reason) ? lost(ref, reason) : run, client);
      }
    };
  }

  private static Run lost(SandboxRef ref, String reason) {
    return new Run.Lost("sandbox %s: %s".formatted(ref.secret(), reason));
  }

  private static SandboxRef ref(ChangeSandbox sandbox) {
    var access = java.util.Objects.requireNonNull(sandbox.getStatus().access());
    return new SandboxRef(access.namespace(), access.secret(), access.key());
  }

  @Override
  public String progress(ChangeRequest request) {
    return progressByUid.getOrDefault(request.getMetadata().getUid(), "starting in the sandbox");
  }

  @Override
  public void release(ChangeRequest request, Lease lease) {
    progressByUid.remove(request.getMetadata().getUid());
    cancel(request);
  }

  private Optional<ChangeSandbox> of(ChangeRequest request) {
    return sandboxes.get(request.getMetadata().getNamespace(), SandboxObjects.name(request));
  }
}
