package dev.headgate.runtime.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Jobs<String> jobs = new Jobs<>();
  private final AtomicInteger finished = new AtomicInteger();

  @AfterEach
  void stop() {
    jobs.close();
  }

  @Test
  void shouldDoAJobOnceHoweverOftenItIsStarted() {
    // given
    var runs = new AtomicInteger();

    // when
    for (int n = 0; n < 5; n++) {
      jobs.start("a", () -> "run " + runs.incrementAndGet(), finished::incrementAndGet);
    }

    // then
    assertThat(result("a")).isEqualTo("run 1");
    await().until(() -> finished.get() == 1);
  }

  @Test
  void shouldHaveNoResultWhileTheJobRuns() {
    // given
    var gate = new CountDownLatch(1);
    jobs.start(
        "a",
        () -> {
          gate.await();
          return "done";
        },
        finished::incrementAndGet);

    // then
    assertThat(jobs.result("a", Duration.ofMillis(10), e -> "surprise")).isEmpty();
    gate.countDown();
    assertThat(result("a")).isEqualTo("done");
  }

  @Test
  void shouldKnowNothingOfAJobThatWasNotStarted() {
    assertThat(jobs.result("a", PATIENCE, e -> "surprise")).isEmpty();
    assertThat(jobs.isKnown("a")).isFalse();
  }

  @Test
  void shouldTellASurpriseAsTheCallerWants() {
    // when
    jobs.start(
        "a",
        () -> {
          throw new IllegalStateException("broken");
        },
        finished::incrementAndGet);

    // then
    assertThat(result("a")).isEqualTo("surprise: java.lang.IllegalStateException: broken");
  }

  @Test
  void shouldInterruptAndForgetAllJobsOfAProof() {
    // given
    var interrupted = new AtomicBoolean();
    var never = new CountDownLatch(1);
    jobs.start(
        "uid-1 run",
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
          return "";
        },
        finished::incrementAndGet);
    jobs.start("uid-2 run", () -> "other", finished::incrementAndGet);
    await().until(() -> jobs.isKnown("uid-1 run"));

    // when
    jobs.forget("uid-1 ");

    // then
    await().untilTrue(interrupted);
    assertThat(jobs.isKnown("uid-1 run")).isFalse();
    assertThat(result("uid-2 run")).isEqualTo("other");
  }

  @Test
  void shouldDoAJobAgainThatWasForgotten() {
    // given
    jobs.start("a", () -> "first", finished::incrementAndGet);
    assertThat(result("a")).isEqualTo("first");

    // when
    jobs.forget("a");
    jobs.start("a", () -> "second", finished::incrementAndGet);

    // then
    assertThat(result("a")).isEqualTo("second");
  }

  @Test
  void shouldKeepTheResultOfAJobUntilItsRepetitionHasOne() {
    // given
    var gate = new CountDownLatch(1);
    jobs.start("a", () -> "first", finished::incrementAndGet);
    assertThat(result("a")).isEqualTo("first");

    // when
    for (int n = 0; n < 2; n++) {
      jobs.again(
          "a",
          () -> {
            gate.await();
            return "second";
          });
    }

    // then
    assertThat(jobs.result("a", Duration.ofMillis(10), e -> "surprise")).contains("first");
    gate.countDown();
    await().until(() -> result("a").equals("second"));
    assertThat(finished).hasValue(1);
  }

  @Test
  void shouldNotRepeatWhatNobodyStarted() {
    jobs.again("a", () -> "second");
    assertThat(jobs.isKnown("a")).isFalse();
  }

  private String result(String name) {
    return jobs.result(name, PATIENCE, e -> "surprise: " + e.getMessage()).orElseThrow();
  }
}
