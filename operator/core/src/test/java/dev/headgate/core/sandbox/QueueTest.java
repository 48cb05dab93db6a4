package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headgate.core.sandbox.PoolDecision.Waiting;
import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warmth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private boolean paused;
  private int max = 1;
  private int perNamespace;
  private List<Slot> slots = List.of();
  private Set<String> gone = Set.of();
  private final List<Asking> asking = new ArrayList<>();
  private Map<String, Instant> servedAt = Map.of();
  private Room room = new Room.NotAsked();

  @Test
  void shouldLetInWhoCameFirst() {
    asks("a", 2);
    asks("a", 1);

    var decision = decide();

    assertThat(uids(decision)).containsExactly("a-1");
    assertThat(decision.waiting())
        .extracting(Waiting::position, Waiting::reason)
        .containsExactly(tuple(1, "the pool's only sandbox is in use"));
  }

  @Test
  void shouldLetInNoMoreThanMax() {
    max = 3;
    slots = List.of(new Slot("a", "a-0", "a-0", NOW));
    for (int i = 1; i < 50; i++) {
      asks("a", i);
    }

    var decision = decide();

    assertThat(uids(decision)).containsExactly("a-0", "a-1", "a-2");
    assertThat(decision.waiting()).hasSize(47);
  }

  @Test
  void shouldGiveThePlaceOfOneThatIsGoneToTheNext() {
    slots = List.of(new Slot("a", "a-0", "a-0", NOW));
    gone = Set.of("a-0");
    asks("b", 1);

    assertThat(uids(decide())).containsExactly("b-1");
  }

  @Test
  void shouldNotLetFiftyOfOneTeamGoBeforeTheSingleOneOfAnother() {
    max = 2;
    for (int i = 0; i < 50; i++) {
      asks("a", i);
    }
    asks("b", 99);

    assertThat(uids(decide())).containsExactly("a-0", "b-99");
  }

  @Test
  void shouldTakeTurnsWhenThereIsOnlyOneSandbox() {
    asks("a", 1);
    asks("b", 99);
    servedAt = Map.of("a", NOW.minusSeconds(10));

    assertThat(uids(decide())).containsExactly("b-99");
  }

  @Test
  void shouldLeaveTheShareOfOthersFree() {
    max = 3;
    perNamespace = 1;
    asks("a", 1);
    asks("a", 2);

    var decision = decide();

    assertThat(uids(decision)).containsExactly("a-1");
    assertThat(decision.waiting().getFirst().reason())
        .isEqualTo("namespace a has its share of 1 (spec.perNamespace)");
  }

  @Test
  void shouldNotCountWhatOthersHave() {
    max = 3;
    perNamespace = 1;
    slots = List.of(new Slot("a", "a-0", "a-0", NOW));
    asks("b", 1);

    assertThat(uids(decide())).hasSize(2);
  }

  @Test
  void shouldLetNobodyInWhilePausedAndTakeNobodyOut() {
    paused = true;
    max = 2;
    slots = List.of(new Slot("a", "a-0", "a-0", NOW));
    asks("a", 1);

    var decision = decide();

    assertThat(uids(decision)).containsExactly("a-0");
    assertThat(decision.waiting().getFirst().reason())
        .isEqualTo("the pool is paused (spec.paused)");
  }

  @Test
  void shouldWaitForRoomOnTheHost() {
    room = new Room.TooLittle("the host has 100m of cpu free, and spec.headroom wants 500m");
    asks("a", 1);

    assertThat(decide().waiting().getFirst().reason()).contains("100m of cpu free");
  }

  @Test
  void shouldBeginOneAtATimeWhenRoomIsLookedAtSinceAnotherTakesItUnseen() {
    max = 3;
    room = new Room.Enough();
    asks("a", 1);
    asks("b", 2);

    var decision = decide();

    assertThat(uids(decision)).containsExactly("a-1");
    assertThat(decision.waiting().getFirst().reason()).contains("another sandbox is starting");
  }

  /** A thousand steps of coming and going: never too many, nobody twice, and all get their turn. */
  @Test
  void shouldServeEverybodyOnceWhateverTheOrder() {
    var random = new Random(42);
    max = 3;
    for (int i = 0; i < 60; i++) {
      asks("abc".substring(i % 3, i % 3 + 1), i);
    }
    var everybody = new HashSet<String>();
    asking.forEach(one -> everybody.add(one.uid()));
    var served = new ArrayList<String>();
    var time = NOW;
    while (!asking.isEmpty() || !slots.isEmpty()) {
      var decision =
          Queue.decide(
              new PoolFacts(false, max, 0, slots, gone, 0, asking, servedAt, room, Warmth.NONE),
              time);
      assertThat(decision.slots()).hasSizeLessThanOrEqualTo(max);
      var before = slots;
      decision.slots().stream()
          .filter(slot -> before.stream().noneMatch(old -> old.uid().equals(slot.uid())))
          .forEach(slot -> served.add(slot.uid()));
      asking.removeIf(one -> decision.isIn(one.uid()));
      slots = decision.slots();
      servedAt = new HashMap<>(decision.servedAt());
      gone = slots.isEmpty() ? Set.of() : Set.of(slots.get(random.nextInt(slots.size())).uid());
      time = time.plusSeconds(1);
      if (asking.isEmpty() && served.size() == everybody.size()) {
        break;
      }
    }
    assertThat(served).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(everybody);
  }

  private void asks(String namespace, int second) {
    var uid = namespace + "-" + second;
    asking.add(new Asking(namespace, uid, uid, NOW.minusSeconds(1000).plusSeconds(second)));
  }

  private PoolDecision decide() {
    return Queue.decide(
        new PoolFacts(
            paused, max, perNamespace, slots, gone, 0, asking, servedAt, room, Warmth.NONE),
        NOW);
  }

  private static List<String> uids(PoolDecision decision) {
    return decision.slots().stream().map(Slot::uid).toList();
  }

  @Test
  void shouldSayOfEachWhoIsInAndWhoWaitsForWhat() {
    asks("a", 1);
    asks("b", 2);
    asks("c", 3);

    var decision = decide();

    assertThat(decision.isIn("a-1")).isTrue();
    assertThat(decision.isIn("c-3")).isFalse();
    assertThat(decision.waiting("a-1")).isEmpty();
    assertThat(decision.waiting("c-3")).map(PoolDecision.Waiting::position).contains(2);
  }
}
