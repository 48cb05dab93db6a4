package dev.headgate.runtime.sandbox;

import java.time.Duration;

/**
 * How long a run waits.
 *
 * @param baseline at most for live to become ready; the candidate has the rest of the deadline
 * @param candidate at most for the candidate to become ready
 * @param stillness for how long a picture must stand still before it counts
 * @param scheduling for how long no node must have taken a pod until that counts; kstatus gives it
 *     15 seconds
 * @param cleaning at most for removing what an earlier attempt left
 */
public record Patience(
    Duration baseline,
    Duration candidate,
    Duration stillness,
    Duration scheduling,
    Duration cleaning) {

  public static final Patience STANDARD =
      new Patience(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2));
}
