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
            List.of(new Recorded(A, Optional.of("cluster-aaa-1"), why, NOON)),
            Optional.of(new InFlight(B, Optional.empty(), why, NOON.plusSeconds(1), 3)));

    // then
    assertThat(Ledgers.read(written(ledger, List.of()))).isEqualTo(ledger);
  }

  @Test
  void shouldTrustAWordThatItDoesNotKnowLeast() {
    // given
    var entry = new HistoryEntry(A.text(), null, null, null, Origin.UNKNOWN, NOON);

    // then
    assertThat(Ledgers.read(status(List.of(entry), null)).history())
        .extracting(Recorded::why)
        .containsExactly(Why.BYPASS);
  }

  @Test
  void shouldKeepWhatWasWrittenOfARevisionThatNobodyCanReadAnyMore() {
    // given
    var before =
        new HistoryEntry(A.text(), "sha256:tree", "cluster-aaa-1", null, Origin.VERDICT, NOON);
    var ledger =
        new Ledger(
            List.of(new Recorded(A, Optional.of("cluster-aaa-1"), Why.VERDICT, NOON)),
            Optional.empty());

    // then
    assertThat(Ledgers.history(ledger, List.of(before), revision -> Optional.empty()))
        .containsExactly(before);
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
        List.of(), 0);
  }
}
