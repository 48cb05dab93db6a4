package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Checks;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.Coverage;
import dev.headgate.api.v1alpha1.Factor;
import dev.headgate.api.v1alpha1.Finding;
import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.Operation;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.Plan;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.Risk;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.api.v1alpha1.SandboxNeed;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.api.v1alpha1.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Test data: the status of a proof that passed, with as much in its lists as a test asks for. */
public final class Statuses {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String REVISION = "main@sha1:4f2c0e8d9b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d";

  private final int entries;
  private final String text;
  private Result result = Result.PASSED;
  private String reason = "Proven";
  private RiskLevel level = RiskLevel.MEDIUM;
  private SandboxNeed sandbox = SandboxNeed.IF_AVAILABLE;

  private Statuses(int entries, String text) {
    this.entries = entries;
    this.text = text;
  }

  public static Statuses aProof() {
    return new Statuses(0, "as expected");
  }

  /** With so many entries in each list, each of which says this. */
  static Statuses aProofWith(int entries, String text) {
    return new Statuses(entries, text);
  }

  public Statuses judged(Result word, String why) {
    result = word;
    reason = why;
    return this;
  }

  Statuses atRisk(RiskLevel word) {
    level = word;
    return this;
  }

  Statuses needing(SandboxNeed word) {
    sandbox = word;
    return this;
  }

  public Verdict verdict() {
    return new Verdict(
        result,
        reason,
        text,
        REVISION,
        "sha256:aa",
        "sha256:bb",
        "sha256:cc",
        "7d9f6b4c-gate",
        entries(n -> gap(n)),
        0,
        NOON);
  }

  public ChangeRequestStatus status() {
    return status(verdict());
  }

  ChangeRequestStatus status(@Nullable Verdict verdict) {
    return new ChangeRequestStatus(
        3L,
        "main@4f2c0e8d9b7a",
        Phase.PASSED,
        text,
        new Risk(level, entries(n -> new Factor("rule", RiskLevel.MEDIUM, object(n), text)), 0),
        new Coverage(entries, entries(n -> "apps/" + n + "/" + text), 0, entries, entries),
        new Plan("sha256:cc", sandbox, new TimeSpan("10m"), 1, new TimeSpan("30m")),
        entries(
            n -> new ChangedObject(object(n), Operation.UPDATE, "0".repeat(32), "1".repeat(32))),
        0,
        new Checks(
            entries(n -> new Finding("schema", object(n), "spec.replicas", text)),
            entries(n -> gap(n)),
            entries(n -> new Finding("prune", object(n), "", text)),
            0),
        null,
        entries(n -> probe(n)).stream().limit(Bounds.PROBES).toList(),
        verdict,
        null,
        NOON,
        List.of(
            new Condition("Ready", "True", "Passed", text, NOON, 3L),
            new Condition("Classified", "True", "Medium", text, NOON, 3L)));
  }

  private ProbeStatus probe(int n) {
    var sample = new ProbeStatus.Sample(NOON, "Good", text);
    return new ProbeStatus(
        "probe-" + n, "http", Result.PASSED, text, "Passed", 3, 3, List.of(sample, sample, sample));
  }

  private Gap gap(int n) {
    return new Gap("NotChecked", object(n), text);
  }

  private static String object(int n) {
    return "Deployment.apps/web/app-" + n;
  }

  private <T> List<T> entries(IntFunction<T> entry) {
    return IntStream.range(0, entries).mapToObj(entry).toList();
  }
}
