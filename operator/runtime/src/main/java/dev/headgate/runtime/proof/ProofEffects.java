package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.check.Checks;
import dev.headgate.core.check.PureChecks;
import dev.headgate.core.proof.Effect;
import dev.headgate.runtime.assess.Comparison;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs what was decided about a proof. Each effect may be asked for again: a no-op then. */
public final class ProofEffects {

  private static final Logger LOG = LoggerFactory.getLogger(ProofEffects.class);
  private static final String PERFORMED = "proof effect changeRequest={} effect={}";

  private final ProofWork work;
  private final Wakeups wakeups;

  public ProofEffects(ProofWork work, Wakeups wakeups) {
    this.work = work;
    this.wakeups = wakeups;
  }

  void perform(Effect effect, ProofPass pass) {
    LOG.debug(PERFORMED, pass.request().getMetadata().getName(), effect);
    var request = pass.request();
    switch (effect) {
      case Effect.RunChecks(var subject) -> runChecks(pass, pass.checksJob(subject));
      case Effect.LeaseSandbox(var subject) ->
          pass.context().ifPresent(c -> work.sandboxes().request(request, c.gate()));
      case Effect.CancelLease() -> work.sandboxes().cancel(request);
      case Effect.Prove prove -> prove(pass, prove);
      case Effect.ReleaseSandbox(var lease) -> {
        work.runs().forget(pass.prefix());
        work.sandboxes().release(request, lease);
      }
    }
  }

  /** Nothing of a judged proof is kept in memory. */
  void forget(ChangeRequest request) {
    var uid = request.getMetadata().getUid();
    work.checks().forget(uid + " ");
    work.runs().forget(uid + " ");
    work.withdrawals().forget(uid);
  }

  /** Checks that could not be made are made again each time that the proof is looked at. */
  private void runChecks(ProofPass pass, String job) {
    var ready = pass.compared();
    if (ready.isEmpty()) {
      return;
    }
    if (pass.checksSoFar().filter(Checks.Unavailable.class::isInstance).isPresent()) {
      work.checks().again(job, () -> check(ready.get(), pass));
    } else {
      work.checks().start(job, () -> check(ready.get(), pass), () -> wakeups.wake(pass.request()));
    }
  }

  /** What can be judged from the change alone comes before the API server is asked anything. */
  private Checks check(Comparison.Ready ready, ProofPass pass) throws InterruptedException {
    var findings = PureChecks.findings(Classifying.facts(ready, pass.context(), Optional.empty()));
    return findings.isEmpty()
        ? work.liveChecks().run(ready, pass.context())
        : new Checks.Done(findings, List.of());
  }

  private void prove(ProofPass pass, Effect.Prove prove) {
    var ready = pass.compared();
    var assessment = pass.assessment();
    if (ready.isEmpty() || assessment.isEmpty()) {
      return;
    }
    var deadline = pass.startedAt().plus(assessment.get().plan().deadline());
    work.runs()
        .start(
            pass.runJob(prove.subject()),
            () ->
                work.sandboxes()
                    .run(
                        pass.request(),
                        pass.context(),
                        prove.lease(),
                        ready.get(),
                        assessment.get(),
                        deadline),
            () -> wakeups.wake(pass.request()));
  }
}
