package dev.headgate.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param ours what Headgate took
 * @param peer what the best known alternative took in the same run
 * @param limit what the simplest client took in the same run, or the goal where there is no client
 * @param unit of all three
 * @param requests how many requests ours sent to the API server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(
    String id,
    String what,
    double ours,
    @Nullable Double peer,
    @Nullable Double limit,
    String unit,
    @Nullable Long requests) {

  static Row of(String id, String what, double ours, String unit) {
    return new Row(id, what, rounded(ours), null, null, unit, null);
  }

  /** A count of requests, which is its own figure. */
  static Row ofRequests(String id, String what, long count) {
    return of(id, what, (double) count, "requests").requests(count);
  }

  Row peer(double figure) {
    return new Row(id, what, ours, rounded(figure), limit, unit, requests);
  }

  Row limit(double figure) {
    return new Row(id, what, ours, peer, rounded(figure), unit, requests);
  }

  Row requests(long count) {
    return new Row(id, what, ours, peer, limit, unit, count);
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
