package dev.headgate.runtime.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.core.check.LivePrune;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.check.DryRunCheck;
import dev.headgate.runtime.check.DryRunSelfTest;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.rest.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Live checks by the account that can do nothing but dry runs. That it can do nothing else is tried
 * before its first use and again every ten seconds that it is used: a policy may be taken away.
 * Together with them goes what Flux says that it would delete.
 */
public final class DryRuns implements LiveChecks {

  private static final Duration TRUST = Duration.ofSeconds(10);

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
    this.check = new DryRunCheck(asDryRunAccount, clock);
    this.selfTest = new DryRunSelfTest(asDryRunAccount, namespace);
    this.clock = clock;
  }

  @Override
  public Checks run(Comparison.Ready comparison, Optional<GateContext> context)
      throws InterruptedException {
    var unsafe = whyUnsafe();
    if (unsafe.isPresent()) {
      return new Checks.Unavailable(unsafe.get());
    }
    return switch (check.check(comparison.candidate().manifests(), comparison.changes())) {
      case Checks.Done(var findings, var gaps, var warnings) -> {
        var all = new ArrayList<>(warnings);
        context.ifPresent(gate -> all.addAll(pruned(comparison, gate)));
        yield new Checks.Done(findings, gaps, all);
      }
      case Checks other -> other;
    };
  }

  private static List<Finding> pruned(Comparison.Ready comparison, GateContext context) {
    return LivePrune.warnings(
        context.followers().stream()
            .map(follower -> FluxKustomization.of(follower.json()))
            .flatMap(Optional::stream)
            .toList(),
        comparison.live(),
        comparison.candidate());
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
