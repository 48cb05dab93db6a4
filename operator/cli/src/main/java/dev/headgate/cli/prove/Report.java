package dev.headgate.cli.prove;

import dev.headgate.core.change.Gap;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.status.Counted;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What people read when it is done: what changes, how risky that is, and the verdict. */
record Report(PrintStream out) {

  private static final int MOST_CHANGES = 50;

  /** As far as it was understood; a verdict says why it was not. */
  void begin(Comparison comparison, Classification classification) {
    if (comparison instanceof Comparison.Ready ready) {
      changes(ready);
    }
    if (classification instanceof Classification.Ready known) {
      risk(known);
    }
  }

  private void changes(Comparison.Ready ready) {
    var changes = ready.changes().changes();
    line("changes", Counted.of(changes.size(), "object"));
    changes.stream()
        .limit(MOST_CHANGES)
        .forEach(change -> line("", "%-7s %s".formatted(words(change.op()), change.key())));
    if (changes.size() > MOST_CHANGES) {
      line("", "and %d more".formatted(changes.size() - MOST_CHANGES));
    }
  }

  private void risk(Classification.Ready classification) {
    var assessment = classification.assessment();
    line("risk", assessment.risk().level().text());
    assessment
        .risk()
        .factors()
        .forEach(
            factor ->
                line(
                    "",
                    "%s %s: %s%s"
                        .formatted(
                            factor.level().text(),
                            factor.rule(),
                            factor.object().isEmpty() ? "" : factor.object() + " ",
                            factor.reason())));
  }

  void verdict(Verdict verdict) {
    switch (verdict) {
      case Verdict.Passed(var gaps) -> {
        line("verdict", "Passed");
        gaps(gaps);
      }
      case Verdict.Failed(var reason, var findings, var gaps) -> {
        line("verdict", "Failed: " + reason.text());
        findings(findings);
        gaps(gaps);
      }
      case Verdict.Inconclusive(var reason, var message, var gaps) -> {
        line("verdict", "Inconclusive: %s: %s".formatted(reason.text(), message));
        gaps(gaps);
      }
      case Verdict.Superseded(var message) -> line("verdict", "Superseded: " + message);
    }
  }

  private void findings(List<Finding> findings) {
    findings.forEach(
        finding ->
            line(
                "finding",
                "%s %s%s"
                    .formatted(
                        finding.object(),
                        finding.field().isEmpty() ? "" : finding.field() + " ",
                        finding.message())));
  }

  private void gaps(List<Gap> gaps) {
    gaps.forEach(
        gap ->
            line(
                "gap",
                "%s: %s%s"
                    .formatted(
                        words(gap.kind()),
                        gap.subject().isEmpty() ? "" : gap.subject() + " ",
                        gap.reason())));
  }

  private static String words(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void line(String what, String text) {
    out.printf("%-8s %s%n", what, text);
  }
}
