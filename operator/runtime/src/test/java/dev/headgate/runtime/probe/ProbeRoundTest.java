package dev.headgate.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.core.probe.Outcome;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeRoundTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void shouldRunTwoHundredProbesAtOnce() throws Exception {
    // given
    var all = new CyclicBarrier(200);
    Reader reader =
        probe -> {
          meet(all);
          return new Reading.Good("all are here");
        };

    // when
    var came = round(reader).run(probes(200), CLOCK.instant().plus(LONG));

    // then
    assertThat(came).hasSize(200).allMatch(one -> one.outcome() instanceof Outcome.Passed);
  }

  @Test
  void shouldMeasureAgainUntilItHasPassedAndKeepTheOrderOfTheProbes() throws Exception {
    // given
    var readings = new AtomicInteger();
    Reader reader =
        probe ->
            probe.name().equals("probe-1")
                ? new Reading.Bad("never well")
                : readings.incrementAndGet() < 3
                    ? new Reading.Waiting("soon")
                    : new Reading.Good("now");

    // when
    var came = round(reader).run(probes(2), CLOCK.instant().plus(LONG));

    // then
    assertThat(came.get(0).outcome()).isEqualTo(new Outcome.Passed("now, 3 times in a row"));
    assertThat(came.get(0).series().readings()).isEqualTo(5);
    assertThat(came.get(1).outcome()).isEqualTo(new Outcome.Failed("never well, 3 times"));
  }

  @Test
  void shouldNotWaitForAReadingThatNeverEnds() throws Exception {
    // given
    var interrupted = new CountDownLatch(1);
    Reader reader = probe -> sleepForEver(interrupted);

    // when
    var came =
        round(reader)
            .run(List.of(probe("hangs", Duration.ofMillis(10), LONG)), CLOCK.instant().plus(LONG));

    // then
    assertThat(came.getFirst().outcome())
        .isEqualTo(
            new Outcome.Inconclusive("could not be measured, 2 times in a row: no answer in time"));
    interrupted.await();
  }

  @Test
  void shouldEndAtTheDeadlineWhateverStillHangs() throws Exception {
    // given
    Reader reader = probe -> sleepForEver(new CountDownLatch(1));
    var until = CLOCK.instant().plusMillis(300);

    // when
    var came = round(reader).run(List.of(probe("hangs", LONG, LONG)), until);

    // then
    assertThat(came.getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Inconclusive.class,
            open -> assertThat(open.reason()).startsWith("there was no more time"));
    assertThat(CLOCK.instant()).isBefore(until.plus(LONG.dividedBy(2)));
  }

  @Test
  void shouldEndAllReadingsWhenItIsInterrupted() throws Exception {
    // given
    var ended = new CountDownLatch(2);
    var began = new CountDownLatch(2);
    Reader reader =
        probe -> {
          began.countDown();
          return sleepForEver(ended);
        };
    var thrown = new AtomicReference<Exception>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    round(reader)
                        .run(
                            List.of(probe("a", LONG, LONG), probe("b", LONG, LONG)),
                            CLOCK.instant().plus(LONG));
                  } catch (InterruptedException e) {
                    thrown.set(e);
                  }
                });
    began.await();

    // when
    thread.interrupt();

    // then
    await().untilAsserted(() -> assertThat(thrown).hasValueMatching(e -> e != null));
    ended.await();
  }

  @Test
  void shouldNotRepeatWhatASurpriseSays() throws Exception {
    // given
    Reader reader =
        probe -> {
          throw new IllegalStateException("hunter2-4711");
        };

    // when
    var came = round(reader).run(probes(1), CLOCK.instant().plus(LONG));

    // then
    assertThat(came.toString()).doesNotContain("hunter2").contains("IllegalStateException");
    assertThat(came.getFirst().outcome()).isInstanceOf(Outcome.Inconclusive.class);
  }

  private static ProbeRound round(Reader reader) {
    return new ProbeRound(reader, CLOCK, said -> {});
  }

  private static List<Probe> probes(int number) {
    return IntStream.range(0, number).mapToObj(n -> probe("probe-" + n, LONG, LONG)).toList();
  }

  private static Probe probe(String name, Duration timeout, Duration within) {
    return new Probe(
        name,
        new Question.Job("shop", name),
        new Probe.Rhythm(Duration.ofMillis(10), timeout, 3, 3, 2, within));
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reading sleepForEver(CountDownLatch interrupted) throws InterruptedException {
    try {
      Thread.sleep(Duration.between(Instant.EPOCH, CLOCK.instant()));
      throw new IllegalStateException("nobody sleeps that long");
    } finally {
      interrupted.countDown();
    }
  }
}
