package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What can be done to a request. */
public enum Action {
  /** The operator dies before the API server gets it. */
  CRASH_BEFORE,
  /** The operator dies when the API server has done it, and never hears of that. */
  CRASH_AFTER,
  /** It never reaches the API server; the connection is dropped. */
  DROP,
  /** The API server has done it; the connection is dropped before the answer. */
  LOSE_ANSWER,
  /** It never reaches the API server; the answer is {@link Fault#status}. */
  ANSWER,
  /** It reaches the API server after {@link Fault#millis}. */
  DELAY,
  /** It never reaches the API server; the connection is dropped after {@link Fault#millis}. */
  HANG,
  /** Half of the answer comes, then the connection is dropped. */
  TRUNCATE,
  /** A list is answered with what the same list was answered first. */
  STALE,
  /** A watch loses its next {@link Fault#skip} events, and is then told that it has expired. */
  EXPIRE,
  /** A watch hears of each event {@link Fault#millis} late. */
  LAG,
  /**
   * From then on, for {@link Fault#millis}, all requests are answered with {@link Fault#status},
   * and all watches end; a status of 0 drops their connections.
   */
  STORM,
  /** {@link Fault#deed} is done by somebody else just before the API server gets it. */
  DEED,
  /**
   * A delete loses its UID precondition. No fault that occurs: it plants one, for the monitor to
   * find.
   */
  STRIP_UID;

  @JsonValue
  public String word() {
    return Words.of(this);
  }

  @JsonCreator
  static Action of(String word) {
    return Words.read(Action.class, word);
  }
}
