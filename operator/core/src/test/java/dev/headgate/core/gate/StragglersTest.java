package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.EVIL;
import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.PromotionTest.announced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.GateEffect.NudgeFollower;
import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked to follow what is live, and how often. */
class StragglersTest {

  private static final String APPS = "flux-system/apps";
  private static final long AT = NOW.getEpochSecond();

  private final GateWorld world = new GateWorld();

  @BeforeEach
  void theSourceShowsLiveForAMinute() {
    world.head = GateWorld.at(LIVE);
    shownSince(NOW.minusSeconds(60));
  }

  @Test
  void shouldAskAFollowerThatStaysAtWhatWasNeverLetThroughAndSaySo() {
    follower(EVIL, Optional.empty());

    var decision = world.decide();

    assertThat(nudges()).containsExactly(ask(1, AT));
    assertThat(announced(decision)).containsExactly(Announcement.UNPROVEN_APPLIED);
    assertThat(landed(decision))
        .isEqualTo(
            LIVE
                + " is served; not followed yet: Kustomization flux-system/apps is at eeeeeeeeeeee");
    assertThat(decision.condition(Condition.Type.LANDED))
        .map(Condition::status)
        .contains(Condition.Status.TRUE);
  }

  @Test
  void shouldGiveItSomeSecondsToNoticeByItself() {
    shownSince(NOW.minusSeconds(4));
    follower(EVIL, Optional.empty());

    assertThat(nudges()).isEmpty();
    assertThat(landed(world.decide())).isEqualTo(LIVE + " is served");
    assertThat(world.decide().wakeAt()).contains(NOW.plusSeconds(1));

    world.now = NOW.plusSeconds(1);
    assertThat(nudges()).containsExactly(ask(1, AT + 1));
  }

  @Test
  void shouldAskAgainWithPausesThatDoubleUpToTenMinutes() {
    // given
    follower(EVIL, Optional.empty());
    var asked = new ArrayList<Long>();

    // when
    for (var step = 0; step < 2900; step++) {
      world.now = NOW.plusSeconds(step);
      nudges()
          .forEach(
              nudge -> {
                asked.add(Duration.between(NOW, world.now).toSeconds());
                follower(EVIL, Optional.of(nudge.token()));
              });
    }

    // then
    assertThat(asked)
        .containsExactly(0L, 2L, 6L, 14L, 30L, 62L, 126L, 254L, 510L, 1022L, 1622L, 2222L, 2822L);
  }

  @Test
  void shouldTellOnlyOnceAndSleepUntilTheNextTime() {
    follower(EVIL, Optional.of("headgate-aaaaaaaaaaaa-3-" + (AT - 7)));

    assertThat(nudges()).isEmpty();
    assertThat(landed(world.decide())).contains("flux-system/apps is at eeeeeeeeeeee");
    assertThat(world.decide().wakeAt()).contains(NOW.plusSeconds(1));

    world.now = NOW.plusSeconds(1);
    assertThat(nudges()).containsExactly(ask(4, AT + 1));
    assertThat(announced(world.decide())).isEmpty();
  }

  @Test
  void shouldMakeNoAlarmOfOneThatIsStillAtWhatWasLiveBefore() {
    world.promoted();
    shownSince(NOW.minusSeconds(60));
    follower(LIVE, Optional.empty());

    assertThat(nudges()).containsExactly(new NudgeFollower(APPS, "headgate-cccccccccccc-1-" + AT));
    assertThat(announced(world.decide())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T11:00:00Z",
        "headgate-bbbbbbbbbbbb-9-1767268799",
        "headgate-aaaaaaaaaaaa-9-1767265000",
        "headgate-aaaaaaaaaaaa-9-9999999999",
        "headgate-aaaaaaaaaaaa-9-99999999999",
      })
  void shouldNotCountARequestOfSomebodyElseOrOfAnotherTime(String token) {
    follower(EVIL, Optional.of(token));

    assertThat(nudges()).containsExactly(ask(1, AT));
  }

  @Test
  void shouldLeaveAloneWhoeverIsThereOrCannotBeAsked() {
    world.followers =
        List.of(
            at("flux-system/well", true, Optional.of(LIVE), false),
            at("flux-system/failing", false, Optional.of(new Revision(LIVE.commit())), false),
            at("flux-system/new", false, Optional.empty(), false),
            at("flux-system/suspended", true, Optional.of(EVIL), true));

    assertThat(nudges()).isEmpty();
    assertThat(landed(world.decide())).isEqualTo(LIVE + " is served");
  }

  @Test
  void shouldAskNobodyUnlessTheSourceShowsWhatIsLive() {
    var obstacles =
        List.<Consumer<GateWorld>>of(
            w -> w.landing = new Landing.Waiting("still at " + EVIL),
            w -> w.landing = new Landing.WrongBytes("sha256:other"),
            w -> w.landing = new Landing.None(),
            w -> w.pin = Optional.of(EVIL.commit()),
            w -> w.pin = Optional.empty(),
            w -> w.enforcement = Enforcement.OBSERVE,
            w -> w.rivals = List.of("other"),
            w -> w.beingDeleted = true,
            StragglersTest::isOnItsWay);
    for (var obstacle : obstacles) {
      var other = new GateWorld();
      other.artifact = world.artifact;
      other.followers = List.of(at(APPS, true, Optional.of(EVIL), false));
      assertThat(nudges(other)).hasSize(1);
      obstacle.accept(other);
      assertThat(nudges(other)).isEmpty();
    }
  }

  @Test
  void shouldNameAFewOfMany() {
    world.followers =
        List.of("a", "b", "c", "d", "e").stream()
            .map(name -> at(name, true, Optional.of(EVIL), false))
            .toList();

    assertThat(nudges()).hasSize(5);
    assertThat(landed(world.decide())).contains("Kustomization c is at").endsWith("and 2 more");

    world.followers = world.followers.subList(0, 3);
    assertThat(landed(world.decide())).contains("Kustomization c is at").doesNotContain("more");
  }

  private static void isOnItsWay(GateWorld world) {
    world.ledger = world.ledger.moving(GateWorld.inFlight(HEAD, NOW, 0));
    world.pin = Optional.of(HEAD.commit());
    world.landing = new Landing.Waiting("still at " + LIVE);
  }

  private void shownSince(Instant since) {
    world.artifact =
        world.artifact.map(a -> new Source.Artifact(a.revision(), a.digest(), Optional.of(since)));
  }

  private void follower(Revision at, Optional<String> token) {
    world.followers =
        List.of(new Follower(APPS, true, Optional.of(at), false, Optional.of(at), token));
  }

  private static Follower at(String name, boolean ready, Optional<Revision> at, boolean suspended) {
    return GateWorld.follower(name, ready, at, suspended);
  }

  private static NudgeFollower ask(int times, long at) {
    return new NudgeFollower(APPS, "headgate-aaaaaaaaaaaa-%d-%d".formatted(times, at));
  }

  private static String landed(GateDecision decision) {
    return decision.condition(Condition.Type.LANDED).map(Condition::message).orElseThrow();
  }

  private List<NudgeFollower> nudges() {
    return nudges(world);
  }

  private static List<NudgeFollower> nudges(GateWorld world) {
    return world.decide().effects().stream()
        .filter(NudgeFollower.class::isInstance)
        .map(NudgeFollower.class::cast)
        .toList();
  }
}
