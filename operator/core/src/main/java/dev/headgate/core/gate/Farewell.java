package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import dev.headgate.core.gate.GateEffect.Announce;
import dev.headgate.core.gate.GateEffect.DeleteHead;
import dev.headgate.core.gate.GateEffect.ReleasePin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gate goes: its head source goes with it, and the pin stays unless the gate says Release. Nobody
 * holds the finalizer any longer than these effects take.
 */
final class Farewell {

  private Farewell() {}

  static GateDecision decide(GateFacts facts) {
    var effects = new ArrayList<GateEffect>();
    var released = isReleased(facts);
    if (released) {
      effects.add(new ReleasePin());
      effects.add(
          new Announce(
              Announcement.RELEASED,
              "spec.onDelete is Release: the source follows its branch again, ungated"));
    }
    headUid(facts.head()).map(DeleteHead::new).ifPresent(effects::add);
    var message =
        released ? "the gate is deleted, the pin goes" : "the gate is deleted, the pin stays";
    return new GateDecision(
        released ? GateState.OPEN : GateState.HELD,
        List.of(
            new Condition(
                Condition.Type.READY, Status.FALSE, ConditionReason.BEING_DELETED, message)),
        List.of(),
        effects,
        facts.ledger(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static boolean isReleased(GateFacts facts) {
    return facts.gate().enforces()
        && facts.gate().onDelete() == OnDelete.RELEASE
        && facts.rivals().isEmpty()
        && facts.source() instanceof Source.Found found
        && found.pin().isPresent()
        && found.pinOwnedByHeadgate();
  }

  private static Optional<String> headUid(Head head) {
    return switch (head) {
      case Head.Absent() -> Optional.empty();
      case Head.NotFetched(var uid, var reason, var drifted) -> Optional.of(uid);
      case Head.At at -> Optional.of(at.uid());
    };
  }
}
