package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.gate.Blocker;
import dev.headgate.core.gate.BlockerReason;
import dev.headgate.core.gate.Condition;
import dev.headgate.core.gate.GateState;
import dev.headgate.core.gate.Previous;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a gate published last; words of another version are left out. */
final class PreviousStatus {

  private PreviousStatus() {}

  static Previous of(@Nullable PromotionGateStatus status) {
    if (status == null) {
      return Previous.NOTHING;
    }
    return new Previous(
        Optional.ofNullable(status.state()).flatMap(PreviousStatus::state),
        status.blockers().stream().flatMap(PreviousStatus::blocker).toList(),
        status.conditions().stream()
            .filter(condition -> condition.type().equals(Condition.Type.VERIFIED.text()))
            .findFirst()
            .flatMap(
                condition ->
                    Arrays.stream(Condition.Status.values())
                        .filter(known -> known.text().equals(condition.status()))
                        .findFirst()));
  }

  private static Optional<GateState> state(dev.headgate.api.v1alpha1.GateState state) {
    return Arrays.stream(GateState.values())
        .filter(known -> known.name().equals(state.name()))
        .findFirst();
  }

  private static Stream<Blocker> blocker(dev.headgate.api.v1alpha1.Blocker blocker) {
    return Arrays.stream(Blocker.Type.values())
        .filter(type -> type.text().equals(blocker.type()))
        .flatMap(
            type ->
                Arrays.stream(BlockerReason.values())
                    .filter(reason -> reason.text().equals(blocker.reason()))
                    .map(
                        reason ->
                            new Blocker(
                                type,
                                reason,
                                blocker.message(),
                                Optional.ofNullable(blocker.since()).orElse(Instant.EPOCH),
                                Optional.ofNullable(blocker.until()),
                                Optional.ofNullable(blocker.clearWith()))));
  }
}
