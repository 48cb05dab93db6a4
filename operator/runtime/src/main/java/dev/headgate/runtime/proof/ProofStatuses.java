package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Checks;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.Coverage;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.Revisions;
import dev.headgate.api.v1alpha1.SandboxLease;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.proof.Proof;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.status.ApiWords;
import dev.headgate.runtime.status.Conditions;
import dev.headgate.runtime.status.Counted;
import dev.headgate.runtime.status.ProbeStatuses;
import dev.headgate.runtime.status.StatusBudget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proof as its status: what it found so far, and the one line that says why it stands there. */
final class ProofStatuses {

  /** What fits into a column of {@code kubectl get}; the verdict has it whole. */
  private static final int COLUMN = 120;

  private ProofStatuses() {}

  static ChangeRequestStatus of(
      ProofPass pass, Proof proof, Optional<String> waitingFor, Instant now) {
    var request = pass.request();
    var before = Optional.ofNullable(request.getStatus());
    var compared = pass.compared();
    var verdict = proof instanceof Proof.Judged judged ? Verdicts.of(judged, pass, now) : null;
    var changes = compared.map(Comparison.Ready::changes);
    var shown = changes.map(ApiWords::changes).orElse(List.of());
    return StatusBudget.fit(
        new ChangeRequestStatus(
            request.getMetadata().getGeneration(),
            Optional.ofNullable(request.getSpec().revision())
                .map(Revisions::abbreviate)
                .orElse(null),
            phase(proof),
            Bounds.clip(why(pass, proof, waitingFor), COLUMN),
            pass.assessment().map(assessment -> ApiWords.risk(assessment.risk())).orElse(null),
            compared.map(ready -> coverage(ready, pass)).orElse(null),
            pass.assessment().map(assessment -> ApiWords.plan(assessment.plan())).orElse(null),
            shown,
            changes.map(set -> set.size() - shown.size()).orElse(0),
            checks(pass),
            lease(pass, proof, before, now),
            pass.runSoFar().map(ProbeStatuses::of).orElse(List.of()),
            verdict,
            requestedAt(pass),
            pass.startedAt(),
            conditions(pass, proof, waitingFor, before, now)));
  }

  static Phase phase(Proof proof) {
    return switch (proof) {
      case Proof.Fetching fetching -> Phase.FETCHING;
      case Proof.Classifying classifying -> Phase.CLASSIFYING;
      case Proof.Checking checking -> Phase.CHECKING;
      case Proof.Provisioning provisioning -> Phase.PROVISIONING;
      case Proof.Running running -> Phase.RUNNING;
      case Proof.Judged(var subject, var plan, var verdict) ->
          switch (Verdicts.result(verdict)) {
            case PASSED -> Phase.PASSED;
            case FAILED -> Phase.FAILED;
            case INCONCLUSIVE, UNKNOWN -> Phase.INCONCLUSIVE;
            case SUPERSEDED -> Phase.SUPERSEDED;
          };
    };
  }

  private static String why(ProofPass pass, Proof proof, Optional<String> waitingFor) {
    if (proof instanceof Proof.Judged(var subject, var plan, var verdict)) {
      return Verdicts.why(verdict, pass.assessment().map(Assessment::risk));
    }
    return waitingFor.orElse("");
  }

  private static Coverage coverage(Comparison.Ready ready, ProofPass pass) {
    var uncovered = ready.coverage().uncovered();
    var shown = uncovered.stream().limit(Bounds.BLOCKERS).toList();
    var exercised =
        pass.runSoFar().filter(Run.Weighed.class::isInstance).map(Run.Weighed.class::cast);
    return new Coverage(
        ready.coverage().changedFiles(),
        shown,
        uncovered.size() - shown.size(),
        ready.changes().size(),
        exercised.map(weighed -> Math.min(weighed.applied(), ready.changes().size())).orElse(0));
  }

  private static @Nullable Checks checks(ProofPass pass) {
    return pass.checksSoFar()
        .filter(dev.headgate.core.check.Checks.Done.class::isInstance)
        .map(dev.headgate.core.check.Checks.Done.class::cast)
        .map(
            done -> {
              var findings = ApiWords.findings(done.findings());
              var gaps = ApiWords.gaps(done.gaps());
              var warnings = ApiWords.findings(done.warnings());
              var omitted =
                  (done.findings().size() - findings.size())
                      + (done.gaps().size() - gaps.size())
                      + (done.warnings().size() - warnings.size());
              return new Checks(findings, gaps, warnings, omitted);
            })
        .orElse(null);
  }

  private static @Nullable SandboxLease lease(
      ProofPass pass, Proof proof, Optional<ChangeRequestStatus> before, Instant now) {
    var known = before.map(ChangeRequestStatus::sandbox);
    if (proof instanceof Proof.Running(var subject, var assessment, var gaps, var lease)) {
      return new SandboxLease(
          lease.sandbox(),
          lease.kubeSystemUid(),
          known.map(SandboxLease::leasedAt).orElse(now),
          null);
    }
    if (known.isPresent() || !(pass.sandbox() instanceof Sandbox.Ready)) {
      return known.orElse(null);
    }
    var lease = ((Sandbox.Ready) pass.sandbox()).lease();
    return new SandboxLease(lease.sandbox(), lease.kubeSystemUid(), now, null);
  }

  private static @Nullable String requestedAt(ProofPass pass) {
    var annotations = pass.request().getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(FluxObject.REQUESTED_AT);
  }

  /**
   * Ready, and Reconciling or Stalled only while they are true, as kstatus reads them: a Failed
   * verdict is Stalled, so that whoever waits for it ends at once.
   */
  private static List<Condition> conditions(
      ProofPass pass,
      Proof proof,
      Optional<String> waitingFor,
      Optional<ChangeRequestStatus> before,
      Instant now) {
    var conditions =
        new Conditions(
            before.map(ChangeRequestStatus::conditions).orElse(List.of()),
            pass.request().getMetadata().getGeneration(),
            now);
    var message = why(pass, proof, waitingFor);
    var word = phase(proof).word();
    if (proof instanceof Proof.Judged(var subject, var plan, var verdict)) {
      var result = Verdicts.result(verdict);
      conditions.set("Ready", result == Result.PASSED, word, message);
      if (result == Result.FAILED) {
        conditions.set("Stalled", true, Verdicts.reason(verdict), message);
      }
    } else {
      conditions.set("Ready", false, word, message);
      conditions.set("Reconciling", true, word, message);
    }
    pass.assessment()
        .ifPresent(
            assessment ->
                conditions.set(
                    "Classified",
                    true,
                    assessment.risk().level().text(),
                    Counted.of(assessment.risk().factors().size(), "factor")));
    pass.checksSoFar().ifPresent(checks -> checked(conditions, checks));
    pass.runSoFar().ifPresent(run -> ran(conditions, run));
    return conditions.list();
  }

  private static void checked(Conditions conditions, dev.headgate.core.check.Checks checks) {
    switch (checks) {
      case dev.headgate.core.check.Checks.NotRun() -> {}
      case dev.headgate.core.check.Checks.Unavailable(var reason) ->
          conditions.set("Checked", "Unknown", "Unavailable", reason);
      case dev.headgate.core.check.Checks.Done(var findings, var gaps, var warnings) ->
          conditions.set(
              "Checked",
              findings.isEmpty(),
              findings.isEmpty() ? "NoFindings" : "Findings",
              findings.isEmpty() ? "nothing objects" : line(findings.getFirst()));
    }
  }

  private static void ran(Conditions conditions, Run run) {
    switch (run) {
      case Run.NotRun() -> {}
      case Run.Undecided(var progress) -> conditions.set("Applied", "Unknown", "Running", progress);
      case Run.Lost(var reason) -> conditions.set("SandboxReady", false, "Lost", reason);
      case Run.Limited(var reason) -> conditions.set("SandboxReady", false, "Limited", reason);
      case Run.Weighed weighed -> {
        conditions.set("SandboxReady", true, "Leased", "the sandbox was there all the time");
        conditions.set(
            "Applied",
            weighed.applied() > 0,
            "Applied",
            Counted.of(weighed.applied(), "object") + " applied");
        probed(conditions, weighed);
      }
    }
  }

  private static void probed(Conditions conditions, Run.Weighed weighed) {
    var findings = weighed.findings();
    var unanswered =
        weighed.probes().stream()
            .filter(probe -> probe.result() == ProbeReport.Result.INCONCLUSIVE)
            .findFirst();
    if (!findings.isEmpty()) {
      conditions.set("Probed", false, "Findings", line(findings.getFirst()));
    } else if (unanswered.isPresent()) {
      var probe = unanswered.get();
      conditions.set("Probed", "Unknown", "Inconclusive", probe.subject() + ": " + probe.reason());
    } else {
      conditions.set(
          "Probed", true, "AllWell", Counted.of(weighed.probes().size(), "probe") + " passed");
    }
  }

  private static String line(Finding finding) {
    return finding.object()
        + (finding.field().isEmpty() ? "" : " " + finding.field())
        + ": "
        + finding.message();
  }
}
