package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.Gap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What cannot be known from the tree, and how much there is to know. Unknown is never Low. */
final class Unknowns {

  /** More than nine in ten commits change three objects or fewer. */
  static final int MANY_OBJECTS = 30;

  /** More than all but deliberate restructurings change. */
  static final int VERY_MANY_OBJECTS = 100;

  /** Files or inputs that are named one by one. */
  private static final int NAMED = 10;

  private Unknowns() {}

  static Stream<Reason> floatingInputs(ChangeFacts facts) {
    var added = new ArrayList<>(facts.candidate().floatingInputs());
    added.removeAll(new HashSet<>(facts.live().floatingInputs()));
    return named(added, "moves without a commit from now on");
  }

  static Stream<Reason> uncovered(ChangeFacts facts) {
    var files =
        Stream.concat(
            facts.coverage().unrendered().stream().map(Unknowns::medium),
            named(
                facts.coverage().uncovered(), "is changed, and nothing that is rendered reads it"));
    return facts.coverage().treeDiffersOnly()
        ? Stream.concat(
            files, Stream.of(medium("files differ, yet no object does, for no known reason")))
        : files;
  }

  /** Placeholders for encrypted values are routine; what comes from elsewhere is not. */
  static Stream<Reason> newGaps(ChangeFacts facts) {
    var known = new HashSet<>(facts.live().gaps());
    var added =
        facts.candidate().gaps().stream()
            .filter(gap -> !known.contains(gap))
            .filter(
                gap ->
                    gap.kind() == Gap.Kind.REMOTE_BASE
                        || gap.kind() == Gap.Kind.UNRESOLVED_VARIABLE)
            .toList();
    return added.stream().limit(NAMED).map(gap -> medium(gap.subject() + ": " + gap.reason()));
  }

  static Stream<Reason> size(ChangeFacts facts) {
    var releases =
        facts
            .changes(Change.Op.UPDATE)
            .filter(change -> change.key().kind().equals("OCIRepository"))
            .mapToInt(change -> facts.releases().using(change.key()).size())
            .sum();
    int size = facts.changeSet().size() + releases;
    if (size <= MANY_OBJECTS) {
      return Stream.empty();
    }
    var level = size > VERY_MANY_OBJECTS ? RiskLevel.HIGH : RiskLevel.MEDIUM;
    var text =
        "%d objects are changed%s"
            .formatted(
                facts.changeSet().size(),
                releases == 0 ? "" : " and %d releases restart".formatted(releases));
    return Stream.of(new Reason(level, "", text, true));
  }

  private static Stream<Reason> named(List<String> subjects, String text) {
    var named = subjects.stream().limit(NAMED).map(subject -> medium(subject + " " + text));
    return subjects.size() <= NAMED
        ? named
        : Stream.concat(
            named, Stream.of(medium("%d more %s".formatted(subjects.size() - NAMED, text))));
  }

  private static Reason medium(String text) {
    return new Reason(RiskLevel.MEDIUM, "", text, true);
  }
}
