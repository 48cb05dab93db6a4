package dev.headgate.core.probe;

import dev.headgate.core.Limits;
import dev.headgate.core.probe.Reading.Absent;
import dev.headgate.core.probe.Reading.Bad;
import dev.headgate.core.probe.Reading.Good;
import dev.headgate.core.probe.Reading.Impossible;
import dev.headgate.core.probe.Reading.Unmeasured;
import dev.headgate.core.probe.Reading.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The readings of one probe of one revision so far, and what follows from them. Only the latest are
 * kept; the rest are counted.
 *
 * @param startedAt when {@code within} began to run
 * @param readings how many there were
 * @param inARow good ones since the last other one
 * @param bad in all
 * @param absent in all
 * @param errors in a row
 * @param measured the last reading that was one: neither an error nor impossible
 * @param latest the last few, oldest first
 */
public record Series(
    Probe.Rhythm rhythm,
    Instant startedAt,
    int readings,
    int inARow,
    int bad,
    int absent,
    int errors,
    Optional<Reading> measured,
    List<Sample> latest) {

  public Series {
    latest = List.copyOf(latest);
  }

  public static Series begin(Probe.Rhythm rhythm, Instant now) {
    return new Series(rhythm, now, 0, 0, 0, 0, 0, Optional.empty(), List.of());
  }

  public Series with(Sample sample) {
    var reading = sample.reading();
    var isMeasured = !(reading instanceof Unmeasured || reading instanceof Impossible);
    return new Series(
        rhythm,
        startedAt,
        readings + 1,
        reading instanceof Good ? inARow + 1 : 0,
        bad + (reading instanceof Bad ? 1 : 0),
        absent + (reading instanceof Absent ? 1 : 0),
        isMeasured ? 0 : errors + 1,
        isMeasured ? Optional.of(reading) : measured,
        last(Stream.concat(latest.stream(), Stream.of(sample)).toList()));
  }

  private static List<Sample> last(List<Sample> samples) {
    var kept = Limits.Probes.STANDARD.samples();
    return samples.subList(Math.max(0, samples.size() - kept), samples.size());
  }

  /** When the next reading is due. */
  public Instant next() {
    return latest.isEmpty() ? startedAt : latest.getLast().at().plus(rhythm.interval());
  }

  /** When it is over at the latest. */
  public Instant end() {
    return startedAt.plus(rhythm.within());
  }

  /** What it came to, in the order in which it could be; empty while it is too early to tell. */
  public Optional<Outcome> outcome(Instant now) {
    return impossible()
        .or(this::passed)
        .or(this::failed)
        .or(this::unmeasurable)
        .or(() -> now.isBefore(end()) ? Optional.empty() : Optional.of(late()));
  }

  /** What it came to when there was no more time to measure: never better than what was seen. */
  public Outcome cutOff(Instant now, String why) {
    return outcome(now).orElseGet(() -> new Outcome.Inconclusive(why + lastSaid()));
  }

  private Optional<Outcome> impossible() {
    return latest.isEmpty() || !(latest.getLast().reading() instanceof Impossible(var detail))
        ? Optional.empty()
        : Optional.of(new Outcome.Inconclusive(detail));
  }

  private Optional<Outcome> passed() {
    return inARow < rhythm.successes()
        ? Optional.empty()
        : Optional.of(new Outcome.Passed(said() + times(inARow, " in a row")));
  }

  private Optional<Outcome> failed() {
    if (bad + absent < rhythm.failureLimit()) {
      return Optional.empty();
    }
    return Optional.of(
        bad == 0
            ? new Outcome.Absent(said())
            : new Outcome.Failed(said() + times(bad + absent, "")));
  }

  private Optional<Outcome> unmeasurable() {
    return errors < rhythm.errorLimit()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Inconclusive(
                "could not be measured" + times(errors, " in a row") + lastSaid()));
  }

  /** Whoever is still on the way when time is up has not arrived; whoever was not seen may have. */
  private Outcome late() {
    var within = "within " + Spans.text(rhythm.within());
    return switch (measured.orElse(null)) {
      case Waiting(var detail) -> new Outcome.Failed("not done %s: %s".formatted(within, detail));
      case Bad(var detail) -> new Outcome.Failed("not well %s: %s".formatted(within, detail));
      case Absent(var detail) ->
          bad == 0
              ? new Outcome.Absent(detail)
              : new Outcome.Failed("not well %s: %s".formatted(within, detail));
      case Good(var detail) ->
          new Outcome.Inconclusive(
              "not well %d times in a row %s%s".formatted(rhythm.successes(), within, lastSaid()));
      case Unmeasured(var detail) -> new Outcome.Inconclusive(detail);
      case Impossible(var detail) -> new Outcome.Inconclusive(detail);
      case null ->
          new Outcome.Inconclusive("could not be measured %s%s".formatted(within, lastSaid()));
    };
  }

  private String said() {
    return measured.map(Reading::detail).orElse("");
  }

  private String lastSaid() {
    return latest.isEmpty() ? "" : ": " + latest.getLast().reading().detail();
  }

  private static String times(int number, String how) {
    return number == 1 ? "" : ", %d times%s".formatted(number, how);
  }
}
