package dev.headgate.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the readings are and in whatever order they come. */
class SeriesPropertiesTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Provide
  Arbitrary<List<Character>> readings() {
    return Arbitraries.of('g', 'g', 'g', 'b', 'w', 'a', 'e', 'i').list().ofMaxSize(40);
  }

  @Property
  void shouldPassOnlyWithAsManyGoodReadingsAtTheEndAsWereAskedFor(
      @ForAll("readings") List<Character> letters, @ForAll @IntRange(min = 1, max = 5) int wanted) {
    var end = run(letters, rhythm(wanted, 3, 3));

    if (end.outcome() instanceof Outcome.Passed) {
      assertThat(end.seen()).endsWith("g".repeat(wanted));
    }
  }

  @Property
  void shouldNeverFailForWhatCouldNotBeMeasured(@ForAll @IntRange(min = 1, max = 60) int errors) {
    var end = run("e".repeat(errors).chars().mapToObj(c -> (char) c).toList(), rhythm(3, 1, 20));

    assertThat(end.outcome()).isNotInstanceOfAny(Outcome.Failed.class, Outcome.Passed.class);
  }

  @Property
  void shouldFailOnlyForWhatWasSeen(
      @ForAll("readings") List<Character> letters, @ForAll @IntRange(min = 1, max = 5) int limit) {
    var end = run(letters, rhythm(3, limit, 3));

    if (end.outcome() instanceof Outcome.Failed) {
      assertThat(end.seen()).containsAnyOf("b", "w");
    }
    if (end.outcome() instanceof Outcome.Absent) {
      assertThat(end.seen()).contains("a").doesNotContain("b");
    }
  }

  @Property
  void shouldComeToSomethingInTheEnd(@ForAll("readings") List<Character> letters) {
    var end = run(letters, rhythm(3, 3, 3));

    assertThat(end.series().outcome(end.series().end())).isPresent();
  }

  private record End(Outcome outcome, String seen, Series series) {}

  /** Until it has come to something, or to the end of the readings and then of the time. */
  private static End run(List<Character> letters, Probe.Rhythm rhythm) {
    var series = Series.begin(rhythm, NOON);
    var now = NOON;
    var seen = new StringBuilder();
    for (char letter : letters) {
      var outcome = series.outcome(now);
      if (outcome.isPresent()) {
        return new End(outcome.get(), seen.toString(), series);
      }
      series = series.with(new Sample(now, Readings.of(letter)));
      seen.append(letter);
      now = now.plus(rhythm.interval());
    }
    return new End(series.outcome(series.end()).orElseThrow(), seen.toString(), series);
  }

  private static Probe.Rhythm rhythm(int successes, int failures, int errors) {
    return new Probe.Rhythm(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        successes,
        failures,
        errors,
        Duration.ofSeconds(90));
  }
}
