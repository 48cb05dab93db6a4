package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Checks;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.Coverage;
import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Risk;
import dev.headgate.api.v1alpha1.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may be cut from the status of a ChangeRequest. */
final class ProofParts {

  private static final ProbeParts<ChangeRequestStatus> PROBES =
      new ProbeParts<>(ChangeRequestStatus::probes, ProofParts::withProbes);

  static final List<StatusPart<ChangeRequestStatus>> LEAST_MISSED_FIRST =
      List.of(
          PROBES.samples(),
          PROBES.reasons(),
          part(ChangeRequestStatus::verdict, Verdict::gaps, ProofParts::gaps),
          part(ChangeRequestStatus::checks, Checks::warnings, ProofParts::warnings),
          part(ChangeRequestStatus::checks, Checks::notChecked, ProofParts::notChecked),
          part(ChangeRequestStatus::coverage, Coverage::uncovered, ProofParts::uncovered),
          part(ChangeRequestStatus::checks, Checks::findings, ProofParts::findings),
          part(ChangeRequestStatus::risk, Risk::factors, ProofParts::factors),
          new StatusPart<>(status -> status.changes().size(), ProofParts::changes),
          new StatusPart<>(
              status -> ConditionTexts.longest(status.conditions()), ProofParts::conditions));

  private ProofParts() {}

  private static <T> StatusPart<ChangeRequestStatus> part(
      Function<ChangeRequestStatus, @Nullable T> holder,
      Function<T, List<?>> list,
      StatusPart.Keep<ChangeRequestStatus> keep) {
    return new StatusPart<>(
        status -> Optional.<T>ofNullable(holder.apply(status)).map(list).map(List::size).orElse(0),
        keep);
  }

  private static ChangeRequestStatus withProbes(
      ChangeRequestStatus status, List<ProbeStatus> probes) {
    return new ChangeRequestStatus(
        status.observedGeneration(),
        status.shortRevision(),
        status.phase(),
        status.why(),
        status.risk(),
        status.coverage(),
        status.plan(),
        status.changes(),
        status.changesOmitted(),
        status.checks(),
        status.sandbox(),
        probes,
        status.verdict(),
        status.lastHandledReconcileAt(),
        status.startedAt(),
        status.conditions());
  }

  private static ChangeRequestStatus gaps(ChangeRequestStatus status, int first) {
    var verdict = status.verdict();
    if (verdict == null) {
      return status;
    }
    var kinds = (int) verdict.gaps().stream().map(Gap::kind).distinct().count();
    // A gate may ask about a kind; the first of each come first.
    var kept = StatusPart.first(Math.max(first, kinds), verdict.gaps());
    var shorter =
        new Verdict(
            verdict.result(),
            verdict.reason(),
            verdict.message(),
            verdict.revision(),
            verdict.treeDigest(),
            verdict.changeSetDigest(),
            verdict.planDigest(),
            verdict.gateUid(),
            kept,
            verdict.omitted() + verdict.gaps().size() - kept.size(),
            verdict.decidedAt());
    return with(status, status.risk(), status.coverage(), status.checks(), shorter);
  }

  private static ChangeRequestStatus warnings(ChangeRequestStatus status, int first) {
    var checks = status.checks();
    if (checks == null) {
      return status;
    }
    var kept = StatusPart.first(first, checks.warnings());
    var omitted = checks.omitted() + checks.warnings().size() - kept.size();
    return with(status, new Checks(checks.findings(), checks.notChecked(), kept, omitted));
  }

  private static ChangeRequestStatus notChecked(ChangeRequestStatus status, int first) {
    var checks = status.checks();
    if (checks == null) {
      return status;
    }
    var kept = StatusPart.first(first, checks.notChecked());
    var omitted = checks.omitted() + checks.notChecked().size() - kept.size();
    return with(status, new Checks(checks.findings(), kept, checks.warnings(), omitted));
  }

  private static ChangeRequestStatus findings(ChangeRequestStatus status, int first) {
    var checks = status.checks();
    if (checks == null) {
      return status;
    }
    var kept = StatusPart.first(first, checks.findings());
    var omitted = checks.omitted() + checks.findings().size() - kept.size();
    return with(status, new Checks(kept, checks.notChecked(), checks.warnings(), omitted));
  }

  private static ChangeRequestStatus uncovered(ChangeRequestStatus status, int first) {
    var coverage = status.coverage();
    if (coverage == null) {
      return status;
    }
    var kept = StatusPart.first(first, coverage.uncovered());
    var shorter =
        new Coverage(
            coverage.files(),
            kept,
            coverage.omitted() + coverage.uncovered().size() - kept.size(),
            coverage.objects(),
            coverage.exercised());
    return with(status, status.risk(), shorter, status.checks(), status.verdict());
  }

  private static ChangeRequestStatus factors(ChangeRequestStatus status, int first) {
    var risk = status.risk();
    if (risk == null) {
      return status;
    }
    var kept = StatusPart.first(first, risk.factors());
    var omitted = risk.omitted() + risk.factors().size() - kept.size();
    var shorter = new Risk(risk.level(), kept, omitted);
    return with(status, shorter, status.coverage(), status.checks(), status.verdict());
  }

  private static ChangeRequestStatus changes(ChangeRequestStatus status, int first) {
    var kept = StatusPart.first(first, status.changes());
    var omitted = status.changesOmitted() + status.changes().size() - kept.size();
    return with(
        status,
        status.risk(),
        status.coverage(),
        status.checks(),
        status.verdict(),
        kept,
        omitted,
        status.conditions());
  }

  private static ChangeRequestStatus conditions(ChangeRequestStatus status, int length) {
    return with(
        status,
        status.risk(),
        status.coverage(),
        status.checks(),
        status.verdict(),
        status.changes(),
        status.changesOmitted(),
        ConditionTexts.clipped(status.conditions(), length));
  }

  private static ChangeRequestStatus with(ChangeRequestStatus status, Checks checks) {
    return with(status, status.risk(), status.coverage(), checks, status.verdict());
  }

  private static ChangeRequestStatus with(
      ChangeRequestStatus status,
      @Nullable Risk risk,
      @Nullable Coverage coverage,
      @Nullable Checks checks,
      @Nullable Verdict verdict) {
    return with(
        status,
        risk,
        coverage,
        checks,
        verdict,
        status.changes(),
        status.changesOmitted(),
        status.conditions());
  }

  private static ChangeRequestStatus with(
      ChangeRequestStatus status,
      @Nullable Risk risk,
      @Nullable Coverage coverage,
      @Nullable Checks checks,
      @Nullable Verdict verdict,
      List<ChangedObject> changes,
      int changesOmitted,
      List<Condition> conditions) {
    return new ChangeRequestStatus(
        status.observedGeneration(),
        status.shortRevision(),
        status.phase(),
        status.why(),
        risk,
        coverage,
        status.plan(),
        changes,
        changesOmitted,
        checks,
        status.sandbox(),
        status.probes(),
        verdict,
        status.lastHandledReconcileAt(),
        status.startedAt(),
        conditions);
  }
}
