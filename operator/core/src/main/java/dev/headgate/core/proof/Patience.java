package dev.headgate.core.proof;

import java.time.Duration;
import java.time.Instant;

/** How long a proof waits. Events wake it sooner; these bound how late a lost event is noticed. */
final class Patience {

  static final Duration SUSPENDED = Duration.ofHours(1);
  private static final Duration INPUT = Duration.ofSeconds(30);
  private static final Duration WORK = Duration.ofSeconds(5);

  private Patience() {}

  /** Waits for bytes or a classification: no plan is known yet, hence no deadline. */
  static Decision forInput(Instant now, String reason) {
    return new Decision.Wait(now.plus(INPUT), reason);
  }

  /** Waits for work that was begun, and is back at the deadline at the latest. */
  static Decision forWork(Instant now, Instant deadline, String reason) {
    var poll = now.plus(WORK);
    return new Decision.Wait(poll.isBefore(deadline) ? poll : deadline, reason);
  }

  /** When the whole proof has to be over. */
  static Instant deadline(ProofFacts facts, Assessment assessment) {
    return facts.startedAt().plus(assessment.plan().deadline());
  }
}
