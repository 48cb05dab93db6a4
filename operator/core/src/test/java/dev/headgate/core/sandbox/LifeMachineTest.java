package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.sandbox.LifeEffect.GiveUp;
import dev.headgate.core.sandbox.LifeEffect.Make;
import dev.headgate.core.sandbox.LifeEffect.Reach;
import dev.headgate.core.sandbox.LifeEffect.Remove;
import dev.headgate.core.sandbox.LifeEffect.StopRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeMachineTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Admission.Granted GRANTED =
      new Admission.Granted(NOW.plusSeconds(600), NOW.plusSeconds(7200));

  private static final Instant KEPT = GRANTED.expiresAt().plusSeconds(3600);

  private boolean deleted;
  private Holder holder = new Holder.Wanting();
  private Admission admission = GRANTED;
  private Site site = new Site.Made();
  private Contact contact = new Contact.Reached("uid-1");
  private Optional<String> recordedUid = Optional.empty();
  private boolean runs;
  private Leftovers leftovers = new Leftovers.Some("a namespace");
  private Optional<Instant> keepUntil = Optional.empty();
  private Instant now = NOW;

  @Test
  void shouldBeLeasedWhenItsTurnCameAndItIsReady() {
    assertThat(replay().life()).isEqualTo(new Life.Leased(GRANTED, "uid-1"));
  }

  @Test
  void shouldSayItsPlaceWhileItWaits() {
    admission = new Admission.Waiting(3, "all 3 are in use");

    var end = replay();

    assertThat(end.life()).isEqualTo(new Life.Queued());
    assertThat(end.waiting().position()).isEqualTo(3);
    assertThat(end.waiting().reason()).isEqualTo("all 3 are in use");
    assertThat(end.waiting().effects()).isEmpty();
  }

  @Test
  void shouldBeMadeAgainAndAgainUntilItStands() {
    site = new Site.InMaking("its HelmRelease is not ready");

    assertThat(replay().waiting().effects()).containsExactly(new Make());
  }

  @Test
  void shouldBreakWhenItDoesNotStartInTimeAndSayWhatWasMissing() {
    site = new Site.InMaking("ImagePullBackOff");
    now = GRANTED.startBy();

    assertThat(replay().life())
        .isEqualTo(new Life.Broken("it did not start in time: ImagePullBackOff"));
  }

  @Test
  void shouldBreakAtOnceWhenMakingItHasFailedForGood() {
    site = new Site.Failed("the chart does not render");

    assertThat(replay().life()).isEqualTo(new Life.Broken("the chart does not render"));
  }

  @Test
  void shouldAskUntilItAnswersAsItShould() {
    contact = new Contact.Pending("its CoreDNS is not available yet");

    var end = replay();

    assertThat(end.life()).isEqualTo(new Life.Connecting(GRANTED));
    assertThat(end.waiting().effects()).containsExactly(new Reach());
  }

  @Test
  void shouldStayLeasedWhateverIsHeardOfItLater() {
    recordedUid = Optional.of("uid-1");
    contact = new Contact.Pending("it does not answer");
    now = GRANTED.startBy().plusSeconds(1);

    assertThat(replay().life()).isEqualTo(new Life.Leased(GRANTED, "uid-1"));
  }

  @Test
  void shouldBeTakenAwayWhenItsTimeIsOverAndStopWhatRunsInItFirst() {
    now = GRANTED.expiresAt();

    var end = replay();

    assertThat(end.life()).isInstanceOf(Life.Broken.class);
    assertThat(end.waiting().effects()).containsExactly(new StopRun());
  }

  @Test
  void shouldGiveUpWhatNobodyHolds() {
    holder = new Holder.Gone("ChangeRequest a is judged");

    assertThat(replay().waiting().effects())
        .containsExactly(new GiveUp("ChangeRequest a is judged"));
  }

  @Test
  void shouldStayAsLongAsAPersonKeepsItThoughNobodyHoldsItAndItsTimeIsOver() {
    holder = new Holder.Gone("ChangeRequest a is judged");
    recordedUid = Optional.of("uid-1");
    keepUntil = Optional.of(GRANTED.expiresAt().plusSeconds(60));
    now = GRANTED.expiresAt().plusSeconds(59);

    var end = replay();

    assertThat(end.life()).isEqualTo(new Life.Leased(GRANTED, "uid-1"));
    assertThat(end.waiting().until()).isEqualTo(keepUntil.orElseThrow());
    assertThat(end.waiting().reason())
        .startsWith("somebody keeps it until 2026-01-02T05:05:05Z (spec.keepUntil, ");
  }

  @Test
  void shouldGoWhenTheTimeIsOverForWhichAPersonKeptIt() {
    holder = new Holder.Gone("ChangeRequest a is judged");
    recordedUid = Optional.of("uid-1");
    keepUntil = Optional.of(NOW);

    assertThat(replay().waiting().effects())
        .containsExactly(new GiveUp("ChangeRequest a is judged"));
  }

  @Test
  void shouldBeKeptADayBeyondItsEndAtMost() {
    holder = new Holder.Gone("ChangeRequest a is judged");
    recordedUid = Optional.of("uid-1");
    keepUntil = Optional.of(Instant.MAX);
    now = GRANTED.expiresAt().plus(Duration.ofHours(24)).minusSeconds(1);

    assertThat(replay().waiting().until()).isEqualTo(now.plusSeconds(1));

    now = now.plusSeconds(1);

    assertThat(replay().waiting().effects())
        .containsExactly(new GiveUp("ChangeRequest a is judged"));
  }

  @Test
  void shouldNotKeepWhatNobodyEverHad() {
    holder = new Holder.Gone("ChangeRequest a is judged");
    keepUntil = Optional.of(NOW.plusSeconds(60));

    assertThat(replay().waiting().effects())
        .containsExactly(new GiveUp("ChangeRequest a is judged"));
  }

  @Test
  void shouldGoWhenItIsDeletedThoughSomebodyKeepsIt() {
    recordedUid = Optional.of("uid-1");
    keepUntil = Optional.of(NOW.plusSeconds(60));
    deleted = true;

    assertThat(replay().life()).isEqualTo(new Life.Releasing());
  }

  @Test
  void shouldNotTakeDownWhatAChangeRunsInUntilThatHasEnded() {
    deleted = true;
    runs = true;

    assertThat(replay().waiting().effects()).containsExactly(new StopRun());
  }

  @Test
  void shouldStayUntilNothingIsLeft() {
    deleted = true;

    var end = replay();

    assertThat(end.life()).isEqualTo(new Life.Releasing());
    assertThat(end.waiting().reason()).isEqualTo("a namespace");
    assertThat(end.waiting().effects()).containsExactly(new Remove());
  }

  @Test
  void shouldGoWhenNothingIsLeft() {
    deleted = true;
    leftovers = new Leftovers.None();

    assertThat(replay().life()).isEqualTo(new Life.Gone());
  }

  /**
   * Whatever the facts: nothing is made without a turn, a run is stopped before anything is taken
   * down, and nothing is called gone of which something is left.
   */
  @Test
  void shouldKeepItsPromisesOnAllFacts() {
    var count = 0;
    for (var bits = 0; bits < 1 << 11; bits++) {
      deleted = bit(bits, 0);
      holder = bit(bits, 1) ? new Holder.Gone("gone") : new Holder.Wanting();
      admission =
          bit(bits, 2)
              ? GRANTED
              : bit(bits, 3) ? new Admission.Refused("no") : new Admission.Waiting(1, "wait");
      site =
          bit(bits, 4)
              ? new Site.Made()
              : bit(bits, 5) ? new Site.Failed("failed") : new Site.InMaking("making");
      contact = bit(bits, 6) ? new Contact.Reached("uid") : new Contact.Pending("pending");
      recordedUid = bit(bits, 7) ? Optional.of("uid") : Optional.empty();
      runs = bit(bits, 8);
      leftovers = bit(bits, 9) ? new Leftovers.None() : new Leftovers.Some("some");
      keepUntil = bit(bits, 10) ? Optional.of(KEPT) : Optional.empty();
      for (var at : List.of(NOW, GRANTED.startBy(), GRANTED.expiresAt(), KEPT)) {
        now = at;
        assertPromises(replay());
        count++;
      }
    }
    assertThat(count).isEqualTo(4 << 11);
  }

  private void assertPromises(End end) {
    var effects = end.effects();
    if (effects.contains(new Make()) || effects.contains(new Reach())) {
      assertThat(admission).isEqualTo(GRANTED);
      assertThat(holder).isEqualTo(new Holder.Wanting());
    }
    if (effects.contains(new Remove())) {
      assertThat(deleted).isTrue();
      assertThat(runs).isFalse();
    }
    if (end.life() instanceof Life.Gone) {
      assertThat(leftovers).isEqualTo(new Leftovers.None());
      assertThat(runs).isFalse();
    }
    if (end.life() instanceof Life.Leased) {
      assertThat(now).isBefore(keepUntil.orElse(GRANTED.expiresAt()));
      assertThat(deleted).isFalse();
    }
  }

  private static boolean bit(int bits, int index) {
    return (bits >> index & 1) == 1;
  }

  private record End(Life life, Optional<LifeDecision.Wait> waits) {

    LifeDecision.Wait waiting() {
      return waits.orElseThrow();
    }

    List<LifeEffect> effects() {
      return waits.map(LifeDecision.Wait::effects).orElse(List.of());
    }
  }

  private End replay() {
    var facts =
        new LifeFacts(
            deleted, holder, admission, site, contact, recordedUid, runs, leftovers, keepUntil);
    Life life = new Life.Queued();
    for (int step = 0; step < 10; step++) {
      switch (LifeMachine.decide(life, facts, now)) {
        case LifeDecision.Advance(var next) -> life = next;
        case LifeDecision.Wait wait -> {
          assertThat(wait.until()).isAfter(now.minus(Duration.ofMillis(1)));
          return new End(life, Optional.of(wait));
        }
        case LifeDecision.Stop() -> {
          return new End(life, Optional.empty());
        }
      }
    }
    throw new AssertionError("it never comes to rest: " + life);
  }
}
