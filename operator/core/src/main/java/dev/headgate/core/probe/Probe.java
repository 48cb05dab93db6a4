package dev.headgate.core.probe;

import java.time.Duration;

/**
 * One measurement that is asked for. It is made on live first and then on the candidate, so that
 * only what became worse is held against the change.
 *
 * @param name unique within a change, a DNS label
 */
public record Probe(String name, Question question, Rhythm rhythm) {

  /**
   * The one that nobody has to ask for: all that was applied becomes ready, see {@link Weighing}.
   * It is measured by watch; asked for by its name, it is also measured again and again afterwards.
   */
  public static final String READY = "ready";

  /** As findings and gaps name it. */
  public String subject() {
    return "probe " + name;
  }

  /**
   * How often is measured, and what follows from how many readings.
   *
   * @param interval from the beginning of one reading to that of the next
   * @param timeout of one reading
   * @param successes in a row with which it has passed
   * @param failureLimit bad readings in all with which it has failed
   * @param errorLimit readings in a row that could not be made with which it is inconclusive
   * @param within how long it may take to pass
   */
  public record Rhythm(
      Duration interval,
      Duration timeout,
      int successes,
      int failureLimit,
      int errorLimit,
      Duration within) {

    /** Of a home lab: a verdict after ten seconds of what is well, and of what is broken too. */
    public static final Rhythm STANDARD =
        new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, 3, 5, Duration.ofMinutes(5));
  }
}
