package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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

  /**
   * What moves without a commit from now on. A run shows what it is today, of an object that can be
   * run; of everything else a person has to say that it may.
   */
  static Stream<Reason> floatingInputs(ChangeFacts facts) {
    var added = new ArrayList<>(facts.candidate().floatingInputs());
    added.removeAll(new HashSet<>(facts.live().floatingInputs()));
    return named(
        added,
        "moves without a commit from now on",
        (input, text) -> ofChanged(facts, change -> isInputOf(change.key(), input), text));
  }

  private static boolean isInputOf(ObjectKey key, String input) {
    var namespace = key.namespace().isEmpty() ? "" : key.namespace() + "/";
    return input.startsWith("%s/%s%s: ".formatted(key.kind(), namespace, key.name()));
  }

  /** Files whose objects nobody has seen: no run can exercise what is not known. */
  static Stream<Reason> uncovered(ChangeFacts facts) {
    var files =
        Stream.concat(
            facts.coverage().unrendered().stream()
                .map(text -> new Reason(RiskLevel.MEDIUM, "", text, true)),
            named(
                facts.coverage().uncovered(),
                "is changed, and nothing that is rendered reads it",
                (file, text) -> unseen(text)));
    return facts.coverage().treeDiffersOnly()
        ? Stream.concat(
            files, Stream.of(unseen("files differ, yet no object does, for no known reason")))
        : files;
  }

  /** Placeholders for encrypted values are routine; what comes from elsewhere is not. */
  static Stream<Reason> newGaps(ChangeFacts facts) {
    var known = new HashSet<>(facts.live().gaps());
    return facts.candidate().gaps().stream()
        .filter(gap -> !known.contains(gap))
        .flatMap(gap -> newGap(facts, gap))
        .limit(NAMED);
  }

  private static Stream<Reason> newGap(ChangeFacts facts, Gap gap) {
    var text = gap.subject() + ": " + gap.reason();
    if (hidesObjects(gap)) {
      return Stream.of(unseen(text));
    }
    return gap.kind() == Gap.Kind.UNRESOLVED_VARIABLE
        ? Stream.of(ofChanged(facts, change -> change.key().toString().equals(gap.subject()), text))
        : Stream.empty();
  }

  /** What hid objects and goes takes them along, and nobody knows which. */
  static Stream<Reason> goneGaps(ChangeFacts facts) {
    var kept = new HashSet<>(facts.candidate().gaps());
    return facts.live().gaps().stream()
        .filter(Unknowns::hidesObjects)
        .filter(gap -> !kept.contains(gap))
        .limit(NAMED)
        .map(
            gap ->
                unseen(
                    "%s: this is no longer so: %s; which objects go with it is not known"
                        .formatted(gap.subject(), gap.reason())));
  }

  /** In a rendering, what is not checked are Kustomizations of other clusters. */
  private static boolean hidesObjects(Gap gap) {
    return gap.kind() == Gap.Kind.REMOTE_BASE || gap.kind() == Gap.Kind.NOT_CHECKED;
  }

  static Stream<Reason> liveUnknown(ChangeFacts facts) {
    return facts.live().gaps().stream()
        .filter(gap -> gap.kind() == Gap.Kind.LIVE_UNKNOWN)
        .map(
            gap ->
                new Reason(
                    RiskLevel.HIGH,
                    "",
                    "live cannot be rendered, so all of this counts as new and what it deletes is"
                        + " not known: "
                        + gap.reason(),
                    false));
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

  private static Stream<Reason> named(
      List<String> subjects, String text, BiFunction<String, String, Reason> reason) {
    var named =
        subjects.stream().limit(NAMED).map(subject -> reason.apply(subject, subject + " " + text));
    return subjects.size() <= NAMED
        ? named
        : Stream.concat(
            named, Stream.of(unseen("%d more %s".formatted(subjects.size() - NAMED, text))));
  }

  private static Reason ofChanged(ChangeFacts facts, Predicate<Change> wanted, String text) {
    return facts
        .changes()
        .filter(wanted)
        .findFirst()
        .map(change -> Reason.medium(change, text))
        .orElseGet(() -> unseen(text));
  }

  /** No run can exercise it, so that a person is asked. */
  private static Reason unseen(String text) {
    return new Reason(RiskLevel.MEDIUM, "", text, false);
  }
}
