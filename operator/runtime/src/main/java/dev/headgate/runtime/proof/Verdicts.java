package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.Result;
import dev.headgate.core.change.Gap;
import dev.headgate.core.proof.Proof;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.runtime.status.ApiWords;
import dev.headgate.runtime.status.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verdicts in the words of the API. */
final class Verdicts {

  private Verdicts() {}

  static dev.headgate.api.v1alpha1.Verdict of(Proof.Judged judged, ProofPass pass, Instant now) {
    var verdict = judged.verdict();
    var subject = judged.subject();
    var gaps = gaps(verdict);
    var shown = ApiWords.gaps(gaps);
    return new dev.headgate.api.v1alpha1.Verdict(
        result(verdict),
        reason(verdict),
        message(verdict, pass.assessment().map(assessment -> assessment.risk())),
        pass.request().getSpec().revision(),
        subject.map(known -> known.treeDigest().value()).orElse(null),
        subject.map(Subject::changeSetDigest).map(digest -> digest.value()).orElse(null),
        judged.plan().map(plan -> plan.digest().value()).orElse(null),
        pass.context().map(context -> context.gate().getMetadata().getUid()).orElse(null),
        shown,
        gaps.size() - shown.size(),
        now);
  }

  static Result result(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed passed -> Result.PASSED;
      case Verdict.Failed failed -> Result.FAILED;
      case Verdict.Inconclusive inconclusive -> Result.INCONCLUSIVE;
      case Verdict.Superseded superseded -> Result.SUPERSEDED;
    };
  }

  static String reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed passed -> "Proven";
      case Verdict.Failed failed -> failed.reason().text();
      case Verdict.Inconclusive inconclusive -> inconclusive.reason().text();
      case Verdict.Superseded superseded -> "Superseded";
    };
  }

  /** What was found, for people. */
  static String message(Verdict verdict, Optional<Risk> risk) {
    return switch (verdict) {
      case Verdict.Passed(var gaps) ->
          risk.flatMap(known -> known.factors().stream().findFirst())
                  .map(factor -> factor.rule() + ": " + factor.reason())
                  .orElse("no risk factor")
              + (gaps.isEmpty() ? "" : " (%s)".formatted(Counted.of(gaps.size(), "gap")));
      case Verdict.Failed(var reason, var findings, var gaps) ->
          findings.stream().findFirst().map(Verdicts::line).orElse("see findings")
              + (findings.size() > 1 ? " (and %d more)".formatted(findings.size() - 1) : "");
      case Verdict.Inconclusive(var reason, var message, var gaps) -> message;
      case Verdict.Superseded(var message) -> message;
    };
  }

  /** The same for a column: what was found, in one line that begins with the word for it. */
  static String why(Verdict verdict, Optional<Risk> risk) {
    var message = message(verdict, risk);
    return switch (verdict) {
      case Verdict.Passed passed -> message;
      case Verdict.Failed failed -> failed.reason().text() + ": " + message;
      case Verdict.Inconclusive open -> open.reason().text() + ": " + message;
      case Verdict.Superseded superseded -> message;
    };
  }

  private static String line(Finding finding) {
    return (finding.object().isEmpty() ? "" : finding.object() + " ")
        + (finding.field().isEmpty() ? "" : finding.field() + " ")
        + finding.message();
  }

  private static List<Gap> gaps(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passed(var gaps) -> gaps;
      case Verdict.Failed(var reason, var findings, var gaps) -> gaps;
      case Verdict.Inconclusive(var reason, var message, var gaps) -> gaps;
      case Verdict.Superseded(var message) -> List.of();
    };
  }
}
