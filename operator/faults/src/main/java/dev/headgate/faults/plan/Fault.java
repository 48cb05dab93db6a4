package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong.
 *
 * @param on the requests that are counted
 * @param occurrence at which of them it happens first, from 1
 * @param times how many of them it happens to; 0 reads as once
 * @param status of {@link Action#ANSWER} and {@link Action#STORM}; a 429 and a 503 say {@code
 *     Retry-After: 1}
 * @param millis how long, where the action takes time
 * @param skip of {@link Action#EXPIRE}
 * @param deed of {@link Action#DEED}
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Fault(
    Match on,
    int occurrence,
    int times,
    Action action,
    int status,
    long millis,
    int skip,
    @Nullable Deed deed) {

  public static Fault at(Match on, int occurrence, Action action) {
    return new Fault(on, occurrence, 1, action, 0, 0, 0, null);
  }

  public Fault status(int code) {
    return new Fault(on, occurrence, times, action, code, millis, skip, deed);
  }

  public Fault millis(long duration) {
    return new Fault(on, occurrence, times, action, status, duration, skip, deed);
  }

  public Fault skip(int events) {
    return new Fault(on, occurrence, times, action, status, millis, events, deed);
  }

  public Fault times(int count) {
    return new Fault(on, occurrence, count, action, status, millis, skip, deed);
  }

  public static Fault deed(Match on, int occurrence, Deed deed) {
    return new Fault(on, occurrence, 1, Action.DEED, 0, 0, 0, deed);
  }

  /** Whether the so-manieth of the requests is one that it happens to. */
  boolean happensTo(int count) {
    return count >= occurrence && count < occurrence + Math.max(1, times);
  }
}
