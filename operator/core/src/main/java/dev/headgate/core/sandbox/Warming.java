package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warm;
import dev.headgate.core.sandbox.PoolFacts.Warm.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a pool keeps ready for whoever asks next, once everybody who asks now was looked after.
 * After a while in which nobody was let in it keeps none, until somebody is.
 */
record Warming(PoolFacts facts, Places places, boolean somebodyWaits, boolean isIdle, int wanted) {

  /** One that did not start stays that long, to be looked at and not to be tried without end. */
  static final Duration RETRY = Duration.ofMinutes(10);

  /** Those that are least worth keeping first. */
  private static final Comparator<Warm> WORST =
      Comparator.comparing(Warm::state)
          .thenComparing(warm -> warm.slot().since())
          .reversed()
          .thenComparing(warm -> warm.slot().uid());

  static Warming of(
      PoolFacts facts,
      Places places,
      boolean somebodyWaits,
      Map<String, Instant> servedAt,
      Instant now) {
    var warmth = facts.warmth();
    var lastUse =
        Stream.concat(servedAt.values().stream(), Stream.of(warmth.poolSince()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    var isIdle = warmth.wanted() > 0 && !now.isBefore(lastUse.plus(warmth.idle()));
    return new Warming(facts, places, somebodyWaits, isIdle, isIdle ? 0 : warmth.wanted());
  }

  /** Lets in those that were made to be kept warm, as long as nobody else needs the place. */
  void letIn(Instant now) {
    for (var asking : facts.warmth().asking()) {
      if (isCalledFor() && places.obstacle().isEmpty()) {
        places.warmUp(asking, now);
      }
    }
  }

  /** How many more are to be made. */
  int begin() {
    var ask = facts.warmth().asking().stream().filter(this::isOutside).count();
    var missing = Math.min(wanted - places.warm().size(), places.free()) - ask;
    return facts.paused() || somebodyWaits ? 0 : (int) Math.max(0, missing);
  }

  /** The UIDs of those that are to be taken down. */
  List<String> end(Instant now) {
    var end = new ArrayList<String>();
    places.warm().stream()
        .filter(one -> isUseless(one, now))
        .map(one -> one.slot().uid())
        .forEach(end::add);
    var alive = places.warm().stream().filter(Warming::isAlive).sorted(WORST).toList();
    alive.stream()
        .limit(Math.max(0, Math.max(alive.size() - wanted, -places.free())))
        .map(one -> one.slot().uid())
        .forEach(end::add);
    facts.warmth().asking().stream()
        .filter(this::isOutside)
        .skip(Math.max(0, wanted - places.warm().size()))
        .map(Asking::uid)
        .forEach(end::add);
    return end;
  }

  private boolean isCalledFor() {
    return !facts.paused() && !somebodyWaits && places.warm().size() < wanted;
  }

  private boolean isOutside(Asking asking) {
    return places.warm().stream().noneMatch(one -> one.slot().uid().equals(asking.uid()));
  }

  private boolean isUseless(Warm one, Instant now) {
    return switch (one.state()) {
      case OUTDATED -> true;
      case BROKEN -> somebodyWaits || !now.isBefore(one.slot().since().plus(RETRY));
      case READY, STARTING, ENDING -> false;
    };
  }

  private static boolean isAlive(Warm one) {
    return one.state() == State.READY || one.state() == State.STARTING;
  }

  List<Slot> slots() {
    return places.warm().stream().map(Warm::slot).toList();
  }
}
