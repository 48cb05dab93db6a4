package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warm;
import dev.headgate.core.sandbox.PoolFacts.Warm.State;
import dev.headgate.core.sandbox.PoolFacts.Warmth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pool keeps warm, and who gets it. */
class WarmingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration IDLE = Duration.ofHours(1);

  private boolean paused;
  private int max = 3;
  private int wanted = 1;
  private List<Slot> slots = List.of();
  private Set<String> gone = Set.of();
  private List<Asking> asking = List.of();
  private Map<String, Instant> servedAt = Map.of();
  private Room room = new Room.NotAsked();
  private List<Warm> standing = List.of();
  private List<Asking> warmAsking = List.of();
  private Instant poolSince = NOW;
  private Instant now = NOW;

  /** Each line: max, wanted, in use, states of those that are kept, and what is decided. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // what                                          | max | wanted | used | standing        |
        // begin | end
        "makes what is missing                            | 3   | 2      | 0    | -               | 2     | -",
        "makes no more than there are places              | 3   | 2      | 2    | -               | 1     | -",
        "makes none where all places are used             | 2   | 2      | 2    | -               | 0     | -",
        "has what it wants                                | 3   | 1      | 0    | READY           | 0     | -",
        "counts what starts                               | 3   | 1      | 0    | STARTING        | 0     | -",
        "ends what starts before what is ready            | 3   | 1      | 0    | READY,STARTING  | 0     | w1",
        "ends the younger of two                          | 3   | 1      | 0    | READY,READY     | 0     | w1",
        "ends all when none is wanted any more            | 3   | 0      | 0    | READY,STARTING  | 0     | w1,w0",
        "ends what the template does not say any more     | 3   | 1      | 0    | OUTDATED        | 0     | w0",
        "waits for the place of one that ends             | 3   | 1      | 0    | ENDING          | 0     | -",
        "leaves a broken one to be looked at for a while  | 3   | 1      | 0    | BROKEN          | 0     | -",
        "leaves a broken one though none is wanted        | 3   | 0      | 0    | BROKEN          | 0     | -",
        "ends what is beyond a max that was lowered       | 1   | 1      | 1    | READY           | 0     | w0",
      })
  void shouldKeepAsManyWarmAsItMay(
      String what, int max, int wanted, int used, String states, int begin, String end) {
    // given
    this.max = max;
    this.wanted = wanted;
    slots = used(used);
    standing = standing(states);

    // when
    var decision = decide();

    // then
    assertThat(decision.begin()).isEqualTo(begin);
    assertThat(decision.end()).isEqualTo(end == null ? List.of() : List.of(end.split(",")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the ready one, though another is older   | STARTING,READY  | w1",
        "one that is being made, if none is ready | STARTING        | w0",
        "none that is broken                      | BROKEN          | -",
        "none of an older template                | OUTDATED        | -",
        "none that is taken down                  | ENDING          | -",
      })
  void shouldHandTheNextOneWhatItKeptWarm(String what, String states, String site) {
    // given
    standing = standing(states);
    asking = List.of(asks("a", 1), asks("b", 2));
    max = standing.size() + 1;

    // when
    var decision = decide();

    // then
    assertThat(decision.slots().getFirst().site())
        .isEqualTo(site.equals("-") ? Optional.empty() : Optional.of(site));
    assertThat(decision.warm()).noneMatch(slot -> slot.uid().equals(site));
    assertThat(decision.slots().size() + decision.warm().size()).isLessThanOrEqualTo(max);
  }

  @Test
  void shouldHandOverThoughAllPlacesAreTakenAndTheHostHasNoRoom() {
    max = 1;
    standing = standing("READY");
    room = new Room.TooLittle("the host is full");
    asking = List.of(asks("a", 1));

    assertThat(decide().slots())
        .extracting(Slot::uid, Slot::site, Slot::since)
        .containsExactly(tuple("a-1", Optional.of("w0"), NOW));
  }

  @Test
  void shouldHandOverNothingWhilePausedAndBeginNothing() {
    paused = true;
    standing = standing("READY");
    asking = List.of(asks("a", 1));
    wanted = 2;

    var decision = decide();

    assertThat(decision.slots()).isEmpty();
    assertThat(decision.warm()).extracting(Slot::uid).containsExactly("w0");
    assertThat(decision.begin()).isZero();
    assertThat(decision.end()).isEmpty();
  }

  @Test
  void shouldGiveThePlaceOfABrokenOneToWhoeverWaits() {
    max = 1;
    standing = standing("BROKEN");
    asking = List.of(asks("a", 1));

    var decision = decide();

    assertThat(decision.waiting()).hasSize(1);
    assertThat(decision.end()).containsExactly("w0");
  }

  @Test
  void shouldTryABrokenOneAgainAfterTenMinutes() {
    standing = standing("BROKEN");
    now = NOW.plus(Duration.ofMinutes(10));

    assertThat(decide().end()).containsExactly("w0");
  }

  @Test
  void shouldKeepNoneWarmThatNobodyNeededForLongAndAgainOnceSomebodyDid() {
    standing = standing("READY");
    servedAt = Map.of("a", NOW.plusSeconds(60));
    now = NOW.plus(IDLE).plusSeconds(59);

    assertThat(decide().end()).isEmpty();

    now = now.plusSeconds(1);

    assertThat(decide().end()).containsExactly("w0");
    assertThat(decide().begin()).isZero();
    assertThat(decide().isIdle()).isTrue();

    standing = List.of();
    asking = List.of(asks("a", 1));

    assertThat(decide().begin()).isEqualTo(1);
    assertThat(decide().isIdle()).isFalse();
  }

  @Test
  void shouldLetInTheWarmOneAfterAllThatAsk() {
    max = 2;
    asking = List.of(asks("a", 1), asks("a", 2));
    warmAsking = List.of(asks("pool", 0));

    var decision = decide();

    assertThat(decision.slots()).extracting(Slot::uid).containsExactly("a-1", "a-2");
    assertThat(decision.warm()).isEmpty();
    assertThat(decision.begin()).isZero();
  }

  @Test
  void shouldEndTheRequestsThatNobodyNeedsAnyMore() {
    wanted = 2;
    standing = standing("READY");
    warmAsking = List.of(asks("pool", 1), asks("pool", 2));

    var decision = decide();

    assertThat(decision.warm()).extracting(Slot::uid).containsExactly("w0", "pool-1");
    assertThat(decision.end()).containsExactly("pool-2");
  }

  @Test
  void shouldCountTheRequestsThatWaitForRoom() {
    wanted = 2;
    room = new Room.TooLittle("the host is full");
    warmAsking = List.of(asks("pool", 1));

    assertThat(decide().begin()).isEqualTo(1);
    assertThat(decide().end()).isEmpty();
  }

  @Test
  void shouldLetNoRequestInWhilePaused() {
    paused = true;
    warmAsking = List.of(asks("pool", 1));

    assertThat(decide().warm()).isEmpty();
  }

  @Test
  void shouldReplaceOneThatIsGone() {
    standing = standing("READY");
    gone = Set.of("w0");

    assertThat(decide().begin()).isEqualTo(1);
  }

  @Test
  void shouldNotCallItIdleWhereNoneIsWanted() {
    wanted = 0;
    now = NOW.plus(IDLE);

    assertThat(decide().isIdle()).isFalse();
  }

  @Test
  void shouldBeginOneAtATimeWhereRoomIsLookedAt() {
    room = new Room.Enough();
    wanted = 2;
    warmAsking = List.of(asks("pool", 0), asks("pool", 1));

    assertThat(decide().warm()).extracting(Slot::uid).containsExactly("pool-0");
  }

  /**
   * Two thousand steps of a pool in which everything happens: never more than max, nothing is
   * handed to two, what is handed over is not ended, and nobody waits beside a ready one.
   */
  @Test
  void shouldKeepItsPromisesWhateverHappens() {
    var random = new Random(7);
    var sitesEver = new HashMap<String, String>();
    var states = new HashMap<String, State>();
    var askers = new ArrayList<Asking>();
    var warmAskers = new ArrayList<Asking>();
    var count = 0;
    var handedOver = 0;
    for (int step = 0; step < 2000; step++) {
      // given: some come, some go, some get ready, break or grow old
      now = now.plusSeconds(random.nextInt(300));
      max = 1 + random.nextInt(4);
      wanted = random.nextInt(max + 1);
      paused = random.nextInt(10) == 0;
      if (random.nextInt(3) == 0) {
        askers.add(asks("abc".substring(count % 3, count % 3 + 1), count++));
      }
      states.replaceAll((uid, state) -> random.nextInt(4) == 0 ? anyState(random) : state);
      gone = someOf(random, slots, standing);
      standing =
          standing.stream()
              .map(
                  one ->
                      new Warm(one.slot(), states.getOrDefault(one.slot().uid(), State.STARTING)))
              .toList();
      asking = askers;
      warmAsking = warmAskers;
      var before = slots.size() + standing.size();

      // when
      var decision = decide();

      // then
      var after = decision.slots().size() + decision.warm().size();
      assertThat(after).isLessThanOrEqualTo(Math.max(max, before));
      assertThat(after + decision.begin()).isLessThanOrEqualTo(Math.max(max, after));
      for (var slot : decision.slots()) {
        slot.site()
            .ifPresent(
                site -> {
                  assertThat(sitesEver.putIfAbsent(site, slot.uid())).isIn(null, slot.uid());
                  assertThat(decision.end()).doesNotContain(site);
                  assertThat(decision.warm()).noneMatch(warm -> warm.uid().equals(site));
                });
      }
      if (!paused && !decision.waiting().isEmpty()) {
        assertThat(decision.warm()).noneMatch(warm -> states.get(warm.uid()) == State.READY);
        assertThat(decision.begin()).isZero();
      }
      assertThat(decision.end())
          .noneMatch(decision.slots().stream().map(Slot::uid).toList()::contains);

      handedOver = sitesEver.size();
      askers.removeIf(one -> decision.isIn(one.uid()));
      warmAskers.removeIf(one -> decision.isIn(one.uid()) || decision.end().contains(one.uid()));
      for (int i = 0; i < decision.begin(); i++) {
        warmAskers.add(asks("pool", count++));
      }
      slots = decision.slots();
      servedAt = decision.servedAt();
      decision.warm().forEach(slot -> states.putIfAbsent(slot.uid(), State.STARTING));
      decision.end().forEach(uid -> states.computeIfPresent(uid, (same, state) -> State.ENDING));
      standing =
          decision.warm().stream()
              .map(slot -> new Warm(slot, states.getOrDefault(slot.uid(), State.STARTING)))
              .toList();
    }
    assertThat(handedOver).isGreaterThan(50);
  }

  private static State anyState(Random random) {
    var all = List.of(State.values());
    return all.get(random.nextInt(all.size()));
  }

  private static Set<String> someOf(Random random, List<Slot> slots, List<Warm> standing) {
    var some = new HashSet<String>();
    slots.stream().filter(slot -> random.nextInt(3) == 0).forEach(slot -> some.add(slot.uid()));
    standing.stream()
        .filter(one -> one.state() == State.ENDING && random.nextBoolean())
        .forEach(one -> some.add(one.slot().uid()));
    return some;
  }

  private static List<Slot> used(int count) {
    var used = new ArrayList<Slot>();
    for (int i = 0; i < count; i++) {
      used.add(new Slot("a", "a-" + i, "a-" + i, NOW));
    }
    return used;
  }

  /** The first is the oldest. */
  private static List<Warm> standing(String states) {
    var standing = new ArrayList<Warm>();
    for (var state : states == null ? new String[0] : states.split(",")) {
      var uid = "w" + standing.size();
      var since = NOW.plusSeconds(standing.size() - 5L);
      standing.add(new Warm(new Slot("pool", uid, uid, since), State.valueOf(state)));
    }
    return standing;
  }

  private static Asking asks(String namespace, int second) {
    var uid = namespace + "-" + second;
    return new Asking(namespace, uid, uid, NOW.minusSeconds(100_000).plusSeconds(second));
  }

  private PoolDecision decide() {
    return Queue.decide(
        new PoolFacts(
            paused,
            max,
            0,
            slots,
            gone,
            0,
            asking,
            servedAt,
            room,
            new Warmth(wanted, IDLE, poolSince, standing, warmAsking)),
        now);
  }
}
