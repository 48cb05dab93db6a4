package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.inside.FluxSide;
import dev.headgate.core.inside.Hidden;
import dev.headgate.core.probe.ChartObjects;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Weighing;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.probe.Prometheus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Lets Flux in the sandbox run one change: live's tree until Flux is done with it, then the
 * candidate's, served under the name of the gated source. What Flux says is mapped to the objects
 * of the change set; where Flux does not answer nothing is concluded.
 */
public final class FluxRun {

  private final SandboxClient sandbox;
  private final Patience patience;
  private final ArtifactHost artifacts;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Prometheus prometheus;
  private final HostSide host;

  public FluxRun(
      SandboxClient sandbox,
      Patience patience,
      ArtifactHost artifacts,
      Clock clock,
      Consumer<String> progress,
      Prometheus prometheus,
      HostSide host) {
    this.sandbox = sandbox;
    this.patience = patience;
    this.artifacts = artifacts;
    this.clock = clock;
    this.progress = progress;
    this.prometheus = prometheus;
    this.host = host;
  }

  /** Returns {@link Run.Weighed} or {@link Run.Lost}; progress goes to the callback meanwhile. */
  public Run run(Exercise exercise, FluxTrial trial) throws InterruptedException {
    try (var live = artifacts.serve(trial.liveTree());
        var candidate = artifacts.serve(trial.candidateTree());
        var probing =
            new Probing(
                sandbox,
                () -> ReadyWatch.ofAnybodys(sandbox, Patience.STANDARD, clock),
                exercise,
                prometheus,
                clock,
                progress)) {
      return run(exercise, trial, live, candidate, probing);
    } catch (LostException e) {
      return new Run.Lost(e.reason());
    } catch (IOException e) {
      return new Run.Lost("the tree cannot be served to Flux: " + e.getMessage());
    }
  }

  private Run run(
      Exercise exercise,
      FluxTrial trial,
      ArtifactHost.Served liveArtifact,
      ArtifactHost.Served candidateArtifact,
      Probing probing)
      throws LostException, InterruptedException {
    var clearing = new Clearing(sandbox, patience.cleaning(), host, progress, clock);
    clearing.checkIdentity();
    clearing.clean(exercise.changeUid());
    var flux = FluxObjects.in(sandbox, exercise.changeUid());
    var found = new FluxFindings(sandbox, flux, patience, clock, progress);
    var ground = lay(exercise, trial, found);
    var conversation = new FluxConversation(flux, trial, clock, progress, meant(exercise, trial));
    conversation.begin();

    var hidden = Hidden.in(secrets(exercise));
    var live =
        follow(
            new Step(
                "live",
                exercise.live(),
                liveArtifact,
                trial.liveRevision(),
                FluxFindings.NOTHING,
                baselineEnd(exercise)),
            conversation,
            found,
            hidden);
    probing.onLive(live.report(), live.settled(), share(exercise.deadline()));
    var candidate =
        follow(
            new Step(
                "the candidate",
                exercise.candidate(),
                candidateArtifact,
                trial.candidateRevision(),
                live.seen(),
                earliest(exercise.deadline(), clock.instant().plus(patience.candidate()))),
            conversation,
            found,
            hidden);
    var weighed =
        Weighing.weigh(
            exercise.changes(),
            exercise.factors(),
            ChartObjects.of(exercise.live(), exercise.candidate()),
            live.side(),
            candidate.side());
    var probed =
        probing.onCandidate(weighed, candidate.side(), candidate.report(), candidate.settled());
    clearing.checkIdentity();
    return probed.with(exercise.ground().gaps(exercise.changes())).with(refused(ground));
  }

  private static List<Gap> refused(ApplyReport ground) {
    return ground.rejected().entrySet().stream()
        .map(
            entry ->
                new Gap(
                    Gap.Kind.NOT_COPIED,
                    entry.getKey().toString(),
                    "the sandbox did not take it: " + entry.getValue().getFirst().message()))
        .toList();
  }

  /** What lies under the tree, and the keys of all that will come. */
  private ApplyReport lay(Exercise exercise, FluxTrial trial, FluxFindings found)
      throws LostException, InterruptedException {
    var byFlux = new TreeSet<>(exercise.live().byKey().keySet());
    byFlux.addAll(exercise.candidate().byKey().keySet());
    byFlux.removeAll(found.refuseWhatIsThere(exercise, FluxConversation.given(trial)));
    var ours = new TreeMap<>(exercise.ground().manifests().byKey());
    FluxConversation.namespaces(trial).forEach(one -> ours.putIfAbsent(one.key(), one));
    var keys = new TreeSet<>(ours.keySet());
    FluxConversation.given(trial).forEach(one -> keys.add(one.key()));
    var manifests = new Manifests(ours);
    return switch (Applier.open(sandbox, exercise.changeUid(), keys, byFlux)) {
      case Applier.Opened.Failed(var reason) -> throw new LostException(reason);
      case Applier.Opened.Ready(var applier) ->
          switch (applier.apply(manifests, ApplyReport.NOTHING)) {
            case ApplyReport.Outcome.Done(var report) -> report;
            case ApplyReport.Outcome.Lost(var reason) -> throw new LostException(reason);
          };
    };
  }

  private static Set<ObjectKey> meant(Exercise exercise, FluxTrial trial) {
    var meant = new TreeSet<>(exercise.live().byKey().keySet());
    meant.addAll(exercise.candidate().byKey().keySet());
    trial.roots().forEach(root -> meant.add(root.key()));
    return meant;
  }

  private static List<Manifest> secrets(Exercise exercise) {
    var all = new ArrayList<>(exercise.live().all());
    all.addAll(exercise.candidate().all());
    all.addAll(exercise.ground().manifests().all());
    return all;
  }

  /** One revision that Flux is shown. */
  private record Step(
      String which,
      Manifests revision,
      ArtifactHost.Served artifact,
      String shown,
      FluxSide.Seen before,
      Instant end) {}

  private FluxFindings.Followed follow(
      Step step, FluxConversation conversation, FluxFindings found, Hidden hidden)
      throws LostException, InterruptedException {
    progress.accept("Flux in the sandbox begins with " + step.which());
    var states =
        conversation.show(
            step.which(), step.revision(), step.artifact(), step.shown(), step.end(), patience);
    return found.of(step.revision(), states, step.before(), step.end(), hidden);
  }

  private Instant baselineEnd(Exercise exercise) {
    return earliest(clock.instant().plus(patience.baseline()), share(exercise.deadline()));
  }

  private Instant share(Instant deadline) {
    var now = clock.instant();
    return now.plus(Duration.between(now, deadline).multipliedBy(2).dividedBy(5));
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
