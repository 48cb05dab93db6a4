package dev.headgate.core.probe;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.risk.Classifier;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What follows from running live and then the candidate over it. Only what live did not do wrong
 * too is the candidate's fault; what could not be seen working is a gap, and where it is risky, not
 * exercised.
 */
public final class Weighing {

  private static final Set<String> WHOLE_CHANGE = Set.of(Classifier.AUTHOR, "Size");

  private final ChangeSet changes;
  private final ChartObjects charts;
  private final Side live;
  private final Side candidate;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private Weighing(ChangeSet changes, ChartObjects charts, Side live, Side candidate) {
    this.changes = changes;
    this.charts = charts;
    this.live = live;
    this.candidate = candidate;
  }

  public static Run.Weighed weigh(
      ChangeSet changes, List<Factor> factors, Side live, Side candidate) {
    return weigh(
        changes, factors, ChartObjects.of(Manifests.NONE, Manifests.NONE), live, candidate);
  }

  /**
   * The same.
   *
   * @param charts what the sandbox ran in place of releases and their sources
   */
  public static Run.Weighed weigh(
      ChangeSet changes, List<Factor> factors, ChartObjects charts, Side live, Side candidate) {
    var weighing = new Weighing(changes, charts, live, candidate);
    weighing.judgeRejected();
    weighing.judgeHealth();
    weighing.keepGapsOfChangedObjects();
    weighing.gaps.addAll(Unshown.gaps(changes, candidate.health().keySet()));
    return new Run.Weighed(
        weighing.findings, weighing.gaps, weighing.applied(), weighing.notExercised(factors));
  }

  private void judgeRejected() {
    new TreeMap<>(candidate.rejected())
        .forEach(
            (key, reasons) -> {
              if (live.isBroken(key)) {
                brokenBefore(key, "it was broken before: " + whyLiveIsBroken(key));
              } else {
                findings.addAll(reasons);
              }
            });
  }

  private void judgeHealth() {
    new TreeMap<>(candidate.health())
        .forEach(
            (key, health) -> {
              switch (health) {
                case Health.Current() when candidate.untouched().contains(key) ->
                    gap(Gap.Kind.NOT_EXERCISED, key, "no controller in the sandbox acts on it");
                case Health.Current() -> {
                  // what one hopes for
                }
                case Health.Unknown(var reason) -> gap(Gap.Kind.NOT_EXERCISED, key, reason);
                case Health.InProgress(var reason) when couldNotTellOnLive(key) ->
                    gap(Gap.Kind.NOT_EXERCISED, key, reason);
                case Health.InProgress(var reason) ->
                    notReady(key, "did not become ready: " + reason);
                case Health.Failed(var reason) -> notReady(key, reason);
                case Health.Terminating() -> notReady(key, "is being deleted");
              }
            });
  }

  private boolean couldNotTellOnLive(ObjectKey key) {
    return live.health().get(key) instanceof Health.Unknown;
  }

  private void notReady(ObjectKey key, String reason) {
    if (live.isBroken(key)) {
      brokenBefore(key, "it was broken before, and is: " + reason);
    } else {
      findings.add(new Finding("ready", key.toString(), "", reason));
    }
  }

  private String whyLiveIsBroken(ObjectKey key) {
    var health = live.health().get(key);
    return health != null
        ? health.why()
        : live.rejected().getOrDefault(key, List.of()).stream()
            .map(Finding::message)
            .collect(Collectors.joining("; "));
  }

  private void brokenBefore(ObjectKey key, String reason) {
    gap(Gap.Kind.BROKEN_BEFORE, key, reason);
  }

  private void gap(Gap.Kind kind, ObjectKey key, String reason) {
    gaps.add(new Gap(kind, key.toString(), reason));
  }

  /** The verdict speaks of a change set: what it does not say about other objects is no gap. */
  private void keepGapsOfChangedObjects() {
    candidate.gaps().stream()
        .filter(
            gap ->
                changes
                    .find(gap.subject())
                    .filter(change -> !isExercisedByItsCharts(change))
                    .isPresent())
        .forEach(gaps::add);
  }

  private int applied() {
    return (int)
        changes.changes().stream()
            .filter(
                change ->
                    change.op() == Change.Op.DELETE
                        ? candidate.pruned().contains(change.key())
                        : candidate.health().containsKey(change.key()))
            .count();
  }

  /**
   * Objects with a Medium or High factor that a sandbox could have shown, and this run did not.
   * Factors that speak of files name none.
   */
  private List<String> notExercised(List<Factor> factors) {
    return factors.stream()
        .filter(factor -> factor.level().atLeast(RiskLevel.MEDIUM) && factor.exercisable())
        .flatMap(this::objects)
        .filter(object -> !changes.find(object).map(this::isSeen).orElse(false))
        .distinct()
        .sorted()
        .toList();
  }

  /** An author's word and a size speak of the whole change, so of all that it changes. */
  private Stream<String> objects(Factor factor) {
    if (WHOLE_CHANGE.contains(factor.rule())) {
      return changes.changes().stream().map(change -> change.key().toString());
    }
    return Stream.of(factor.object()).filter(object -> !object.isEmpty());
  }

  private boolean isSeen(Change change) {
    return isExercised(change) || isExercisedByItsCharts(change);
  }

  /**
   * A release, or a source of releases: of each release something runs, and all that the change
   * makes of it was seen working. What the change leaves as it is needs no proof.
   */
  private boolean isExercisedByItsCharts(Change change) {
    var releases = charts.standingFor(change.key());
    return !releases.isEmpty() && releases.stream().allMatch(this::isExercised);
  }

  private boolean isExercised(Set<ObjectKey> objects) {
    var changed =
        changes.changes().stream().filter(change -> objects.contains(change.key())).toList();
    return changed.stream().allMatch(this::isExercised)
        && (!changed.isEmpty() || objects.stream().anyMatch(candidate::isReady));
  }

  private boolean isExercised(Change change) {
    return switch (change.op()) {
      case CREATE, UPDATE ->
          candidate.isReady(change.key()) && !candidate.untouched().contains(change.key());
      // What Flux does not prune stays, here as there.
      case DELETE ->
          candidate.pruned().contains(change.key())
              || change.before().filter(before -> !before.prune()).isPresent();
    };
  }
}
