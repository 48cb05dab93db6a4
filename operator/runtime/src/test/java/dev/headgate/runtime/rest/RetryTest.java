package dev.headgate.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

  private static final Retry RETRY =
      new Retry(3, 30, Duration.ofMillis(100), 3, Duration.ofSeconds(5));

  @ParameterizedTest
  @CsvSource({
    "429,x,true",
    "500,x,true",
    "503,x,true",
    "404,x,false",
    "422,x,false",
    "403,x,false"
  })
  void shouldTryAgainOnlyWhatMayComeOutDifferently(int code, String message, boolean again) {
    assertThat(RETRY.pauseAfter(1, rejected(code, message), "").isPresent()).isEqualTo(again);
  }

  @Test
  void shouldNotRepeatAnApplyThatTheSchemaRefuses() {
    assertThat(RETRY.pauseAfter(1, rejected(500, "failed to create typed patch object (a)"), ""))
        .isEmpty();
  }

  @Test
  void shouldWaitLongerEachTimeAndStop() {
    // given
    var nobody = new Answer.Unreachable("connection refused");

    // then
    assertThat(RETRY.pauseAfter(1, nobody, "")).contains(Duration.ofMillis(100));
    assertThat(RETRY.pauseAfter(2, nobody, "")).contains(Duration.ofMillis(300));
    assertThat(RETRY.pauseAfter(3, nobody, "")).isEmpty();
  }

  @Test
  void shouldWaitAsLongAsTheServerAsksWithinReason() {
    assertThat(RETRY.pauseAfter(1, rejected(429, ""), "2")).contains(Duration.ofSeconds(2));
    assertThat(RETRY.pauseAfter(1, rejected(429, ""), "3600")).contains(Duration.ofSeconds(5));
    assertThat(RETRY.pauseAfter(1, rejected(429, ""), "Wed, 21 Oct"))
        .contains(Duration.ofMillis(100));
  }

  private static Answer.Rejected rejected(int code, String message) {
    return new Answer.Rejected(code, Json.object().put("message", message));
  }

  @Test
  void shouldComeAgainMoreOftenWhenItIsOnlyTurnedAway() {
    assertThat(RETRY.pauseAfter(29, rejected(429, ""), "")).contains(Duration.ofSeconds(5));
    assertThat(RETRY.pauseAfter(30, rejected(429, ""), "")).isEmpty();
  }
}
