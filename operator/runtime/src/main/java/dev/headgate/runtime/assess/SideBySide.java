package dev.headgate.runtime.assess;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.rendered.Supplement;
import dev.headgate.core.rendered.Supplemented;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Live and candidate with what CI rendered of them: of both, or of neither. With one of them alone
 * everything that charts make would look new, or gone.
 *
 * @param awaited what may still come
 */
record SideBySide(
    Rendering live,
    Rendering candidate,
    ChangeSet changes,
    Coverage coverage,
    Optional<String> awaited) {

  /**
   * Puts them side by side.
   *
   * @param coverageOf tells the coverage of a change set; an unverified rendering has no say in it
   */
  static SideBySide of(
      Rendering live,
      Rendering candidate,
      Supplied ofLive,
      Supplied ofCandidate,
      Function<ChangeSet, Coverage> coverageOf) {
    var changes = ChangeSet.between(live.manifests(), candidate.manifests());
    var treeAlone =
        new SideBySide(live, candidate, changes, coverageOf.apply(changes), Optional.empty());
    return switch (ofLive) {
      case Supplied.Found(var before) when ofCandidate instanceof Supplied.Found(var after) ->
          treeAlone.with(before, after, coverageOf);
      case Supplied.NotAsked() -> treeAlone;
      case Supplied other -> treeAlone.lacking(ofCandidate, other);
    };
  }

  private SideBySide with(
      Supplement before, Supplement after, Function<ChangeSet, Coverage> coverageOf) {
    try {
      var both = Supplemented.of(live, before);
      var next = Supplemented.of(candidate, after);
      var all = ChangeSet.between(both.manifests(), next.manifests());
      var vouched = before.vouched() && after.vouched();
      return new SideBySide(
          both, next, all, vouched ? coverageOf.apply(all) : coverage, Optional.empty());
    } catch (DuplicateObjectException e) {
      return lacking(
          new Supplied.Refused("%s: %s".formatted(after.source(), e.getMessage())),
          new Supplied.Refused(""));
    }
  }

  /** A change of nothing needs no rendering. */
  private SideBySide lacking(Supplied ofCandidate, Supplied ofLive) {
    if (changes.isEmpty() && coverage.isFull()) {
      return this;
    }
    var missing = Stream.of(ofCandidate, ofLive).flatMap(SideBySide::missing).distinct().toList();
    var mayCome =
        Stream.of(ofCandidate, ofLive)
            .filter(Supplied.Awaited.class::isInstance)
            .flatMap(SideBySide::missing)
            .findFirst();
    var refused = Stream.of(ofCandidate, ofLive).anyMatch(Supplied.Refused.class::isInstance);
    return new SideBySide(
        live,
        candidate,
        changes,
        coverage.without(List.copyOf(missing)),
        refused ? Optional.empty() : mayCome);
  }

  private static Stream<String> missing(Supplied supplied) {
    return switch (supplied) {
      case Supplied.NotAsked() -> Stream.empty();
      case Supplied.Found(var supplement) -> Stream.empty();
      case Supplied.Awaited(var reason) -> Stream.of(reason);
      case Supplied.Refused(var reason) -> Stream.of(reason).filter(text -> !text.isEmpty());
    };
  }
}
