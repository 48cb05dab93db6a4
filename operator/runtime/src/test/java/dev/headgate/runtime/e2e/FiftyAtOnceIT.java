package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Forty changes of one team and ten of another want one of three sandboxes at once, and the
 * operator is killed at random meanwhile. (All sandboxes are the same cluster here, which a change
 * finds taken by another: what comes of a run is not the question.)
 *
 * <p>The short form lets eight have their turn and withdraws the others; {@code
 * -Dheadgate.fifty.turns=50 -Dheadgate.fifty.kills=50} is the long one.
 */
@ExtendWith(InLab.class)
class FiftyAtOnceIT {

  private static final int MAX = 3;
  private static final int MANY = 40;
  private static final int FEW = 10;
  private static final int TURNS = Integer.getInteger("headgate.fifty.turns", 8);
  private static final int KILLS = Integer.getInteger("headgate.fifty.kills", 2);
  private static final String POOL =
      """
      max: 3
      paused: %s
      namespaces: [%s]
      template: {vcluster: {chartRef: {name: vcluster}}}
      """;

  @Test
  void shouldServeEverybodyInTurnUseNothingTwiceAndLeaveNothingThoughItIsKilled(Lab lab) {
    try (var many = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n");
        var few = Gated.open(lab, otherPool(many))) {
      // given
      PoolWorld.applyPool(many, POOL.formatted(true, few.namespace()));
      IntStream.range(0, MANY).forEach(number -> prove(many, number));
      IntStream.range(0, FEW).forEach(number -> prove(few, number));
      many.awaitThat("all wait", () -> queued(many) == MANY + FEW);
      var order = order(many, few);

      try (var witness = new PoolWitness(many, MAX)) {
        // when
        PoolWorld.applyPool(many, POOL.formatted(false, few.namespace()));
        killAtRandom(lab, many, witness);
        awaitTurns(many, witness, TURNS);
        PoolWorld.applyPool(many, POOL.formatted(true, few.namespace()));
        withdrawThoseWhoWait(many);
        withdrawThoseWhoWait(few);

        // then
        PoolWorld.awaitNothingLeft(many);
        PoolWorld.awaitNothingLeft(few);
        assertThat(witness.violations()).isEmpty();
        assertInTurn(witness.admitted(), order, few.namespace());
      }
      SandboxWorld.awaitClean(many);
    }
  }

  private static void killAtRandom(Lab lab, Gated world, PoolWitness witness) {
    var seed = System.nanoTime();
    var random = new Random(seed);
    System.out.printf("killed by seed %d%n", seed);
    random
        .ints(KILLS, 0, TURNS)
        .sorted()
        .forEach(
            turns -> {
              awaitTurns(world, witness, turns);
              pause(random.nextInt(1500));
              lab.operator().kill();
              lab.operator().restart();
            });
  }

  /** Any moment will do. */
  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitTurns(Gated world, PoolWitness witness, int turns) {
    for (int turn = 1; turn <= turns; turn++) {
      var next = turn;
      world.awaitThat("turn " + turn + " has come", () -> witness.admitted().size() >= next);
    }
  }

  /** Within a team who came first; the few are not behind the many. */
  private static void assertInTurn(
      List<SandboxPoolStatus.Slot> admitted, Map<String, List<String>> order, String few) {
    assertThat(admitted).hasSizeGreaterThanOrEqualTo(TURNS);
    order.forEach(
        (namespace, expected) -> {
          var turns =
              admitted.stream()
                  .filter(slot -> slot.namespace().equals(namespace))
                  .map(SandboxPoolStatus.Slot::uid)
                  .toList();
          assertThat(turns).isEqualTo(expected.subList(0, turns.size()));
        });
    var fewsTurns =
        IntStream.range(0, admitted.size())
            .filter(turn -> admitted.get(turn).namespace().equals(few))
            .boxed()
            .toList();
    assertThat(fewsTurns).hasSizeGreaterThanOrEqualTo(Math.min(FEW, (TURNS - MAX) / 2));
    for (int i = 0; i < fewsTurns.size(); i++) {
      assertThat(fewsTurns.get(i)).isLessThanOrEqualTo(2 * i + MAX);
    }
  }

  /** The UIDs of those who wait, by namespace, as they came. */
  private static Map<String, List<String>> order(Gated... worlds) {
    var order = new HashMap<String, List<String>>();
    for (var world : worlds) {
      order.put(
          world.namespace(),
          PoolWorld.sandboxes(world).stream()
              .sorted(
                  Comparator.<ChangeSandbox, String>comparing(
                          one -> one.getMetadata().getCreationTimestamp())
                      .thenComparing(one -> one.getMetadata().getUid()))
              .map(one -> one.getMetadata().getUid())
              .toList());
    }
    return order;
  }

  private static void withdrawThoseWhoWait(Gated world) {
    world.requests().stream()
        .filter(request -> Sights.result(request).isEmpty())
        .map(request -> request.getMetadata().getName())
        .forEach(world.crowd()::deleteRequest);
  }

  private static int queued(Gated world) {
    return PoolWorld.status(world).map(SandboxPoolStatus::queued).orElse(0);
  }

  private static String otherPool(Gated home) {
    return "sandbox: {poolRef: {name: pool, namespace: %s}}\n".formatted(home.namespace());
  }

  private static void prove(Gated world, int number) {
    world.apply(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: proof-%d, namespace: %s}
        spec:
          gateRef: {name: cluster}
          risk: {atLeast: Medium, reason: to see it run}
          baseline: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {a: '0'}}"}
          manifests: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {a: '%d'}}"}
        """
            .formatted(number, world.namespace(), number + 1));
  }
}
