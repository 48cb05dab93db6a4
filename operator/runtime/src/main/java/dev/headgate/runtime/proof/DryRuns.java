package dev.headgate.runtime.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.check.DryRunCheck;
import dev.headgate.runtime.check.DryRunSelfTest;
import dev.headgate.runtime.rest.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Live checks by the account that can do nothing but dry runs. That it can do nothing else is tried
 * before its first use and again every minute that it is used: a policy may be taken away.
 */
public final class DryRuns implements LiveChecks {

  private static final Duration TRUST = Duration.ofMinutes(1);

  private final DryRunCheck check;
  private final DryRunSelfTest selfTest;
  private final Clock clock;
  private Instant trustedUntil = Instant.EPOCH;

  /**
   * Checks as the dry-run account.
   *
   * @param namespace in which the self-test may try to create a ConfigMap
   */
  public DryRuns(ApiServer asDryRunAccount, String namespace, Clock clock) {
    this.check = new DryRunCheck(asDryRunAccount);
    this.selfTest = new DryRunSelfTest(asDryRunAccount, namespace);
    this.clock = clock;
  }

  @Override
  public Checks run(Comparison.Ready comparison) throws InterruptedException {
    var unsafe = whyUnsafe();
    return unsafe.isPresent()
        ? new Checks.Unavailable(unsafe.get())
        : check.check(comparison.candidate().manifests(), comparison.changes());
  }

  private synchronized Optional<String> whyUnsafe() throws InterruptedException {
    var now = clock.instant();
    if (now.isBefore(trustedUntil)) {
      return Optional.empty();
    }
    var unsafe = selfTest.whyUnsafe();
    if (unsafe.isEmpty()) {
      trustedUntil = now.plus(TRUST);
    }
    return unsafe;
  }
}
