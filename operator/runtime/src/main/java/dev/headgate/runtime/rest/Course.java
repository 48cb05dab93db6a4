package dev.headgate.runtime.rest;

/**
 * How many requests may be under way at one API server, as far as is known. More than {@link
 * #USUAL} only while that brings more answers a second; fewer when the server says that it has too
 * much to do, or gets much slower; back to {@link #USUAL} step by step when it recovers.
 *
 * @param limit requests at a time
 * @param lastRate answers a second in the last window
 * @param bestRate the most that was seen since the limit was cut
 */
record Course(int limit, double lastRate, double bestRate) {

  /** The JDK client allows 100 streams a connection and throws at the next; watches need some. */
  static final int MOST = 64;

  /** Measured: beyond 32 a kube-apiserver on two cores answers no more a second. */
  static final int USUAL = 24;

  static final Course START = new Course(USUAL, 0, 0);

  private static final double WORTH_IT = 1.05;
  private static final double MUCH_SLOWER = 0.7;

  /** After a window in which the limit was what held requests back. */
  Course afterWindow(double rate) {
    if (rate < MUCH_SLOWER * bestRate) {
      return new Course(Math.max(1, limit * 3 / 4), rate, rate);
    }
    var more = limit < USUAL || rate > WORTH_IT * lastRate;
    return new Course(more ? grown() : limit, rate, Math.max(rate, bestRate));
  }

  /** After a 429, a 503 or no answer at all. */
  Course afterTrouble() {
    return new Course(Math.max(1, limit / 2), 0, 0);
  }

  private int grown() {
    return Math.min(MOST, limit + Math.max(1, limit / 8));
  }
}
