package dev.headgate.faults.proxy;

import dev.headgate.faults.plan.Fault;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that passed.
 *
 * @param number by arrival, over all doors
 * @param status what the API server answered; 0 while it has not, or was never asked
 * @param fault what was done to it
 */
public record Traced(long number, Instant at, Call call, int status, Optional<Fault> fault) {

  @Override
  public String toString() {
    return "%d %s %s%s"
        .formatted(
            number,
            call,
            status == 0 ? "-" : Integer.toString(status),
            fault.map(done -> " [" + done.action().word() + "]").orElse(""));
  }
}
