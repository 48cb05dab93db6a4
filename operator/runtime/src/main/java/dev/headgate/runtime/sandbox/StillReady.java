package dev.headgate.runtime.sandbox;

import dev.headgate.core.probe.Health;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Reading;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.probe.Reader;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** {@code ready}: what became ready is so still. */
final class StillReady implements Reader {

  private final Supplier<ReadyWatch> watches;
  private final List<Applied> wereReady;
  private final Clock clock;

  StillReady(
      Supplier<ReadyWatch> watches, ApplyReport report, Readied.Settled readied, Clock clock) {
    this.watches = watches;
    this.wereReady =
        report.applied().values().stream()
            .filter(applied -> readied.health().get(applied.key()) instanceof Health.Current)
            .toList();
    this.clock = clock;
  }

  /** One look, without waiting for anything. */
  @Override
  public Reading read(Probe probe) throws InterruptedException {
    if (wereReady.isEmpty()) {
      return new Reading.Impossible("nothing became ready");
    }
    return switch (watches.get().await(wereReady, clock.instant(), said -> {})) {
      case Readied.Settled settled -> reading(settled);
      case Readied.Lost(var reason) -> new Reading.Unmeasured("the sandbox does not answer");
    };
  }

  private static Reading reading(Readied.Settled settled) {
    return settled.health().entrySet().stream()
        .filter(one -> !(one.getValue() instanceof Health.Current))
        .map(one -> one.getKey().toString())
        .sorted()
        .findFirst()
        .<Reading>map(object -> new Reading.Bad(object + " is not ready any more"))
        .orElseGet(
            () -> new Reading.Good("%d objects are ready".formatted(settled.health().size())));
  }
}
