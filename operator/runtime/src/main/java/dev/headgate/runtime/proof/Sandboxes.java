package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import java.time.Instant;
import java.util.Optional;

/** Where risky changes are run: who has which sandbox, and running a change in it. */
public interface Sandboxes {

  /** From memory: no request. */
  Sandbox state(ChangeRequest request, PromotionGate gate);

  /** Asks for the gate's sandbox on behalf of this proof; asking again is a no-op. */
  void request(ChangeRequest request, PromotionGate gate);

  /** Stops asking. */
  void cancel(ChangeRequest request);

  /**
   * Runs the change; blocks, and ends early when its thread is interrupted.
   *
   * @param context of the gate, of which Flux in a sandbox needs to know where it begins
   */
  Run run(
      ChangeRequest request,
      Optional<GateContext> context,
      Lease lease,
      Comparison.Ready comparison,
      Assessment assessment,
      Instant deadline)
      throws InterruptedException;

  /** What a run that has not ended says of itself. */
  String progress(ChangeRequest request);

  /** Cleans the sandbox and gives it back; doing it again is a no-op. */
  void release(ChangeRequest request, Lease lease);
}
