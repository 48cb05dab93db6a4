package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.gate.InFlight;
import dev.headgate.core.gate.Ledger;
import dev.headgate.core.gate.Recorded;
import dev.headgate.core.gate.Why;
import dev.headgate.core.tree.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a gate has let through, as its status remembers it. */
final class Ledgers {

  private Ledgers() {}

  static Ledger read(@Nullable PromotionGateStatus status) {
    if (status == null) {
      return Ledger.EMPTY;
    }
    return new Ledger(
        status.history().stream().map(Ledgers::recorded).toList(),
        Optional.ofNullable(status.pin()).map(Ledgers::inFlight));
  }

  static List<HistoryEntry> history(Ledger ledger, List<HistoryEntry> before, TreeDigests digests) {
    var entries = ledger.history().stream().limit(Bounds.HISTORY).toList();
    return IntStream.range(0, entries.size())
        .mapToObj(n -> entry(entries.get(n), n == 0, before, digests))
        .toList();
  }

  static PromotionGateStatus.@Nullable Pin pin(Ledger ledger) {
    return ledger
        .inFlight()
        .map(
            move ->
                new PromotionGateStatus.Pin(
                    move.revision().text(),
                    move.changeRequest().orElse(null),
                    origin(move.why()),
                    move.movedAt(),
                    move.nudges(),
                    names(move.brokenBefore())))
        .orElse(null);
  }

  /** Only the last one is still asked which followers it found broken. */
  private static HistoryEntry entry(
      Recorded recorded, boolean isLast, List<HistoryEntry> before, TreeDigests digests) {
    var known =
        before.stream()
            .filter(old -> old.revision().equals(recorded.revision().text()))
            .filter(old -> old.at().equals(recorded.at()))
            .findFirst();
    return new HistoryEntry(
        recorded.revision().text(),
        known
            .map(old -> Optional.ofNullable(old.treeDigest()))
            .orElseGet(() -> digests.of(recorded.revision()))
            .orElse(null),
        recorded.changeRequest().orElse(null),
        known.map(HistoryEntry::risk).orElse(null),
        origin(recorded.why()),
        recorded.at(),
        isLast ? names(recorded.brokenBefore()) : List.of(),
        recorded.verifiedAt().orElse(null));
  }

  /** Those that do not fit are watched after all, which is the safe side. */
  private static List<String> names(Set<String> followers) {
    return followers.stream().limit(Bounds.BLOCKERS).toList();
  }

  private static Recorded recorded(HistoryEntry entry) {
    return new Recorded(
        new Revision(entry.revision()),
        Optional.ofNullable(entry.changeRequest()),
        why(entry.by()),
        entry.at(),
        Set.copyOf(entry.brokenBefore()),
        Optional.ofNullable(entry.verifiedAt()));
  }

  private static InFlight inFlight(PromotionGateStatus.Pin pin) {
    return new InFlight(
        new Revision(pin.revision()),
        Optional.ofNullable(pin.changeRequest()),
        why(pin.by()),
        pin.movedAt(),
        pin.nudges(),
        Set.copyOf(pin.brokenBefore()));
  }

  private static Origin origin(Why why) {
    return switch (why) {
      case VERDICT -> Origin.VERDICT;
      case ADOPTED -> Origin.ADOPTED;
      case BYPASS -> Origin.BYPASS;
      case OBSERVED -> Origin.OBSERVED;
    };
  }

  private static Why why(Origin origin) {
    return switch (origin) {
      case VERDICT -> Why.VERDICT;
      case ADOPTED -> Why.ADOPTED;
      case OBSERVED -> Why.OBSERVED;
      // A word of another version is treated as the least trusted one.
      case BYPASS, UNKNOWN -> Why.BYPASS;
    };
  }

  /** The digest of a revision's tree, where it is at hand. */
  @FunctionalInterface
  interface TreeDigests {
    Optional<String> of(Revision revision);
  }
}
