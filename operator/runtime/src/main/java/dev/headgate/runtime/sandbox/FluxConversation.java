package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.inside.FluxState;
import dev.headgate.core.inside.Settling;
import dev.headgate.core.probe.Health;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.rest.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows Flux a revision and listens until it has said what there is to say. A suspended
 * Kustomization that echoes requests tells whether anybody is there to say it.
 */
final class FluxConversation {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String ECHO = "headgate-echo";

  private final FluxObjects flux;
  private final FluxTrial trial;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Set<ObjectKey> meant;
  private boolean begun;
  private int asked;

  FluxConversation(
      FluxObjects flux,
      FluxTrial trial,
      Clock clock,
      Consumer<String> progress,
      Set<ObjectKey> meant) {
    this.flux = flux;
    this.trial = trial;
    this.clock = clock;
    this.progress = progress;
    this.meant = meant;
  }

  /** What it puts into the sandbox itself. */
  static List<Manifest> given(FluxTrial trial) {
    var given = new ArrayList<>(trial.roots());
    given.add(FluxObjects.sourceOf(trial.source()));
    given.add(echo(trial));
    return given;
  }

  /** Where those lie. */
  static List<Manifest> namespaces(FluxTrial trial) {
    return given(trial).stream()
        .map(one -> one.key().namespace())
        .distinct()
        .map(FluxConversation::namespace)
        .toList();
  }

  private static Manifest namespace(String name) {
    var content = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
    content.putObject("metadata").put("name", name);
    return new Manifest(
        new ObjectKey("", "Namespace", "", name), "v1", content, Origin.INLINE, true);
  }

  private static Manifest echo(FluxTrial trial) {
    var source = trial.source();
    var content =
        Json.object()
            .put("apiVersion", FluxKustomization.GROUP + "/v1")
            .put("kind", FluxKustomization.KIND);
    content.putObject("metadata").put("name", ECHO).put("namespace", source.namespace());
    content
        .putObject("spec")
        .put("interval", "24h")
        .put("prune", false)
        .put("suspend", true)
        .put("path", "./")
        .putObject("sourceRef")
        .put("kind", source.kind())
        .put("name", source.name());
    return new Manifest(
        new ObjectKey(FluxKustomization.GROUP, FluxKustomization.KIND, source.namespace(), ECHO),
        FluxKustomization.GROUP + "/v1",
        content,
        Origin.INLINE,
        true);
  }

  /** Whether Flux is there at all. */
  void begin() throws LostException, InterruptedException {
    progress.accept("asking whether Flux in the sandbox answers");
    flux.put(echo(trial));
    checkItAnswers();
  }

  /** What Flux says of a revision when it has stood still, or at the end. */
  List<FluxState> show(
      String which,
      Manifests revision,
      ArtifactHost.Served artifact,
      String shown,
      Instant end,
      Patience patience)
      throws LostException, InterruptedException {
    flux.show(trial.source(), artifact, shown, clock.instant());
    for (var root : trial.roots()) {
      if (!begun) {
        flux.put(root);
      }
      flux.nudge(root.key(), token());
    }
    begun = true;
    var first = listen(which, revision, shown, end, patience);
    var failed = first.stream().filter(FluxState::isFailedKustomization).toList();
    for (var one : failed) {
      // It may have come before something that it needs; Flux would try again after its interval.
      flux.nudge(one.key(), token());
    }
    var last = failed.isEmpty() ? first : listen(which, revision, shown, end, patience);
    checkItAnswers();
    for (var state : last) {
      var without = state.withoutArtifact();
      if (without.isPresent()) {
        throw new LostException(
            "Flux in the sandbox could not get the tree: "
                + without.get().replaceAll("/artifacts/[0-9a-f]+", "/artifacts/..."));
      }
    }
    return last.stream().map(FluxState::atTheEnd).toList();
  }

  private List<FluxState> listen(
      String which, Manifests revision, String shown, Instant end, Patience patience)
      throws LostException, InterruptedException {
    var settling = Settling.begin(clock.instant());
    while (clock.instant().isBefore(end)
        && !settling.isOver(clock.instant(), patience.stillness(), trial.answerWithin())) {
      Thread.sleep(PAUSE);
      settling = settling.see(flux.states(revision, meant, trial.source(), shown), clock.instant());
      progress.accept(which + ": " + summary(settling.states()));
    }
    return settling.states();
  }

  /** How many are ready, and the first that is not; without what it says, which may quote. */
  private static String summary(List<FluxState> states) {
    var waiting = new ArrayList<>(states);
    waiting.removeIf(state -> state.health() instanceof Health.Current);
    return "%d of %d objects of Flux are ready%s"
        .formatted(
            states.size() - waiting.size(),
            states.size(),
            waiting.isEmpty() ? "" : "; not yet " + waiting.getFirst().key());
  }

  private void checkItAnswers() throws LostException, InterruptedException {
    var echo = echo(trial).key();
    var token = token();
    flux.nudge(echo, token);
    var until = clock.instant().plus(trial.answerWithin());
    while (!flux.handled(echo).equals(token)) {
      if (!clock.instant().isBefore(until)) {
        throw new LostException(
            "kustomize-controller in the sandbox does not answer within %d s"
                .formatted(trial.answerWithin().toSeconds()));
      }
      Thread.sleep(PAUSE);
    }
  }

  private String token() {
    asked++;
    return "%s-%d".formatted(clock.instant(), asked);
  }
}
