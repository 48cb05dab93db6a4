package dev.headgate.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** Every 5 s; passes with 3 good in a row, fails with 3 bad, gives up with 4 errors in a row. */
  private static final Probe.Rhythm RHYTHM =
      new Probe.Rhythm(
          Duration.ofSeconds(5), Duration.ofSeconds(5), 3, 3, 4, Duration.ofSeconds(60));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // readings, in the order in which they came | what it is after them
        "''           | -",
        "gg           | -",
        "ggg          | Passed",
        "bggg         | Passed",
        "ggbggg       | Passed",
        "ggeggg       | Passed",
        "wwwwggg      | Passed",
        "ggwgg        | -",
        "bb           | -",
        "bbb          | Failed",
        "gbgbgb       | Failed",
        "bebeb        | Failed",
        "babab        | Failed",
        "aab          | Failed",
        "aaa          | Absent",
        "aae          | -",
        "eee          | -",
        "eeee         | Inconclusive",
        "eeegeee      | -",
        "eeegeeee     | Inconclusive",
        "bbeeee       | Inconclusive",
        "i            | Inconclusive",
        "ggi          | Inconclusive",
        "wwwwwwwww    | -",
        // 60 s are over
        "wwwwwwwwwwww | Failed",
        "gwgwgwgwgwgw | Failed",
        "ggwggwggwggb | Failed",
        "ggwggwggwggw | Failed",
        "wwwwwwwwwwwa | Absent",
        "ggeggeggegge | Inconclusive",
        "eeeweeeweeee | Inconclusive",
        "eeegeeegeeeg | Inconclusive",
      })
  void shouldComeToWhatItsReadingsSay(String readings, String outcome) {
    // given
    var series = Series.begin(RHYTHM, NOON);
    var now = NOON;

    // when
    for (Reading reading : Readings.all(readings)) {
      series = series.with(new Sample(now, reading));
      now = now.plusSeconds(5);
    }

    // then
    assertThat(series.outcome(now).map(Readings::word)).isEqualTo(Optional.ofNullable(outcome));
    assertThat(series.readings()).isEqualTo(readings.length());
    assertThat(series.latest()).hasSizeLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"gg, Inconclusive", "bb, Inconclusive", "ee, Inconclusive", "ggg, Passed"})
  void shouldNotGuessWhenItIsCutOff(String readings, String outcome) {
    var series = Series.begin(RHYTHM, NOON);
    for (Reading reading : Readings.all(readings)) {
      series = series.with(new Sample(NOON, reading));
    }

    assertThat(Readings.word(series.cutOff(NOON, "no time"))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "ggg, 'good, 3 times in a row'",
    "bbb, 'bad, 3 times'",
    "babab, 'bad, 5 times'",
    "aaa, absent",
    "eeee, 'could not be measured, 4 times in a row: not measured'",
    "wwwwwwwwwwww, 'not done within 1m: waiting'",
  })
  void shouldSayWhyInWords(String readings, String reason) {
    var series = Series.begin(RHYTHM, NOON);
    var now = NOON;
    for (Reading reading : Readings.all(readings)) {
      series = series.with(new Sample(now, reading));
      now = now.plusSeconds(5);
    }

    assertThat(series.outcome(now).orElseThrow().reason()).isEqualTo(reason);
  }

  @Test
  void shouldBeReadAgainAfterItsInterval() {
    var series = Series.begin(RHYTHM, NOON);
    assertThat(series.next()).isEqualTo(NOON);

    var read = series.with(new Sample(NOON.plusSeconds(2), Readings.of('g')));
    assertThat(read.next()).isEqualTo(NOON.plusSeconds(7));
  }
}
