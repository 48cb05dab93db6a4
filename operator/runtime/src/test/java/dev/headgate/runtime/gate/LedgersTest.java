package dev.headgate.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.gate.InFlight;
import dev.headgate.core.gate.Ledger;
import dev.headgate.core.gate.Recorded;
import dev.headgate.core.gate.Why;
import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgersTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Revision A = new Revision("main@sha1:aaa");
  private static final Revision B = new Revision("main@sha1:bbb");

  @Test
  void shouldHaveAnEmptyLedgerBeforeTheFirstStatus() {
    assertThat(Ledgers.read(null)).isEqualTo(Ledger.EMPTY);
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void shouldReadBackWhatItWrote(Why why) {
    // given
    var ledger =
        new Ledger(
            List.of(
                new Recorded(
                    A,
                    Optional.of("cluster-aaa-1"),
                    why,
                    NOON,
                    Set.of("apps/x", "apps/y"),
                    Optional.of(NOON.plusSeconds(9)))),
            Optional.of(
                new InFlight(B, Optional.empty(), why, NOON.plusSeconds(1), 3, Set.of("apps/z"))));

    // then
    assertThat(Ledgers.read(written(ledger, List.of()))).isEqualTo(ledger);
  }

  @Test
  void shouldTrustAWordThatItDoesNotKnowLeast() {
    // given
    var entry = new HistoryEntry(A.text(), null, null, null, Origin.UNKNOWN, NOON, List.of(), null);

    // then
    assertThat(Ledgers.read(status(List.of(entry), null)).history())
        .extracting(Recorded::why)
        .containsExactly(Why.BYPASS);
  }

  @Test
  void shouldKeepWhatWasWrittenOfARevisionThatNobodyCanReadAnyMore() {
    // given
    var before =
        new HistoryEntry(
            A.text(), "sha256:tree", "cluster-aaa-1", null, Origin.VERDICT, NOON, List.of(), null);
    var ledger =
        new Ledger(
            List.of(new Recorded(A, Optional.of("cluster-aaa-1"), Why.VERDICT, NOON)),
            Optional.empty());

    // then
    assertThat(Ledgers.history(ledger, List.of(before), revision -> Optional.empty()))
        .containsExactly(before);
  }

  @Test
  void shouldNoteThatAnEntryWasVerifiedAndForgetWhatAnOlderOneFoundBroken() {
    // given
    var broken = Set.of("apps/x");
    var older = new Recorded(A, Optional.empty(), Why.VERDICT, NOON, broken, Optional.empty());
    var before =
        Ledgers.history(
            new Ledger(List.of(older), Optional.empty()), List.of(), r -> Optional.of("sha256:a"));
    var verified = new Recorded(A, Optional.empty(), Why.VERDICT, NOON, broken, Optional.of(NOON));
    var newer = new Recorded(B, Optional.empty(), Why.VERDICT, NOON.plusSeconds(1));

    // when
    var entries =
        Ledgers.history(
            new Ledger(List.of(newer, verified), Optional.empty()), before, r -> Optional.empty());

    // then
    assertThat(entries.getLast().verifiedAt()).isEqualTo(NOON);
    assertThat(entries.getLast().treeDigest()).isEqualTo("sha256:a");
    assertThat(entries.getLast().brokenBefore()).isEmpty();
    assertThat(before.getFirst().brokenBefore()).containsExactly("apps/x");
  }

  @Test
  void shouldNoteTheTreeOfWhatIsNew() {
    // given
    var ledger =
        new Ledger(List.of(new Recorded(B, Optional.empty(), Why.ADOPTED, NOON)), Optional.empty());

    // then
    assertThat(Ledgers.history(ledger, List.of(), revision -> Optional.of("sha256:b")))
        .extracting(HistoryEntry::treeDigest)
        .containsExactly("sha256:b");
  }

  @Test
  void shouldKeepTheNewestTen() {
    // given
    var ledger =
        new Ledger(
            Collections.nCopies(15, new Recorded(A, Optional.empty(), Why.VERDICT, NOON)),
            Optional.empty());

    // then
    assertThat(Ledgers.history(ledger, List.of(), revision -> Optional.empty())).hasSize(10);
  }

  private static PromotionGateStatus written(Ledger ledger, List<HistoryEntry> before) {
    return status(
        Ledgers.history(ledger, before, revision -> Optional.empty()), Ledgers.pin(ledger));
  }

  private static PromotionGateStatus status(
      List<HistoryEntry> history, PromotionGateStatus.@Nullable Pin pin) {
    return new PromotionGateStatus(
        null, null, null, null, null, null, List.of(), null, null, null, pin, null, history, null,
        null, List.of(), 0);
  }
}
