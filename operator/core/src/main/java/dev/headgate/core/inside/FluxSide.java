package dev.headgate.core.inside;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.probe.Health;
import dev.headgate.core.probe.Side;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Flux made of one revision, object by object. An object counts only while the Kustomization
 * that brings it says that it is applied: what stands there otherwise is left of another revision.
 */
public final class FluxSide {

  private final Manifests revision;
  private final Map<ObjectKey, FluxState> states;
  private final Seen seen;
  private final Hidden hidden;
  private final Map<ObjectKey, Health> health = new TreeMap<>();
  private final Map<ObjectKey, List<Finding>> rejected = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  private FluxSide(Manifests revision, Map<ObjectKey, FluxState> states, Seen seen, Hidden hidden) {
    this.revision = revision;
    this.states = states;
    this.seen = seen;
    this.hidden = hidden;
  }

  /**
   * What was seen of the objects themselves.
   *
   * @param health of those that are there
   * @param untouched custom resources on which no controller has acted
   * @param gone of those that an earlier revision had
   */
  public record Seen(Map<ObjectKey, Health> health, Set<ObjectKey> untouched, Set<ObjectKey> gone) {
    public Seen {
      health = Map.copyOf(health);
      untouched = Set.copyOf(untouched);
      gone = Set.copyOf(gone);
    }
  }

  /**
   * Puts together what Flux said and what was seen.
   *
   * @param revision all that the tree stands for
   * @param states of all Kustomizations and HelmReleases in the sandbox
   */
  public static Side of(Manifests revision, List<FluxState> states, Seen seen, Hidden hidden) {
    var byKey =
        states.stream()
            .collect(
                Collectors.toMap(
                    FluxState::key, Function.identity(), (one, other) -> one, TreeMap::new));
    var side = new FluxSide(revision, byKey, seen, hidden);
    side.tellFlux();
    revision.all().forEach(side::tellObject);
    return new Side(side.health, seen.untouched(), side.rejected, side.gaps, seen.gone());
  }

  /** A failure is one whoever brings it; success of what nobody applied anew is none. */
  private void tellFlux() {
    for (var state : states.values()) {
      var why = hidden.of(state.health().why());
      switch (state.health()) {
        case Health.Failed failed -> {
          health.put(state.key(), new Health.Failed(why));
          blame(state, why);
        }
        case Health.InProgress waits -> health.put(state.key(), new Health.InProgress(why));
        case Health.Unknown unknown -> health.put(state.key(), new Health.Unknown(why));
        case Health.Terminating going -> health.put(state.key(), going);
        case Health.Current current -> {
          if (revision.get(state.key()).flatMap(this::whyNotApplied).isEmpty()) {
            health.put(state.key(), current);
          }
        }
      }
    }
  }

  /** The objects of a failed Kustomization that its message names, as Flux writes them. */
  private void blame(FluxState state, String why) {
    if (!FluxState.isKustomization(state.key())) {
      return;
    }
    var id = state.key().namespace() + "/" + state.key().name();
    for (var manifest : revision.all()) {
      if (manifest.origin().kustomization().equals(id) && names(why, manifest.key())) {
        rejected.put(
            manifest.key(), List.of(new Finding("flux", manifest.key().toString(), "", why)));
      }
    }
  }

  private static boolean names(String message, ObjectKey key) {
    var id =
        key.kind() + "/" + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name();
    return Pattern.compile("(?<![\\w./-])" + Pattern.quote(id) + "(?![\\w-]|[./]\\w)")
        .matcher(message)
        .find();
  }

  private void tellObject(Manifest manifest) {
    var key = manifest.key();
    if (rejected.containsKey(key) || states.containsKey(key)) {
      return;
    }
    var why = whyNotApplied(manifest);
    var found = seen.health().get(key);
    if (why.isEmpty() && found != null) {
      health.put(key, found);
    } else {
      gaps.add(
          new Gap(
              Gap.Kind.NOT_APPLIED,
              key.toString(),
              why.orElse("Flux in the sandbox did not make it")));
    }
  }

  private Optional<String> whyNotApplied(Manifest manifest) {
    var id = manifest.origin().kustomization();
    var release = manifest.origin().release();
    if (!release.isEmpty()) {
      return states.values().stream()
          .filter(state -> state.key().toString().equals(release))
          .findFirst()
          .map(FluxSide::whyNot)
          .orElseGet(() -> Optional.of("the sandbox has no " + release));
    }
    var slash = id.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    var state =
        states.get(
            new ObjectKey(
                FluxKustomization.GROUP,
                FluxKustomization.KIND,
                id.substring(0, slash),
                id.substring(slash + 1)));
    return state == null ? Optional.of("the sandbox has no Kustomization " + id) : whyNot(state);
  }

  private static Optional<String> whyNot(FluxState state) {
    return state.applied()
        ? Optional.empty()
        : Optional.of("%s is not applied".formatted(state.key()));
  }

  /** What was there at live and is not any more. */
  public static Set<ObjectKey> gone(Seen live, Set<ObjectKey> there) {
    var gone = new TreeSet<>(live.health().keySet());
    gone.removeAll(there);
    return gone;
  }
}
