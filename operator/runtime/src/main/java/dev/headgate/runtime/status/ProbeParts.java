package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.ProbeStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What may be cut from what is said of probes: readings, then reasons; never a result. */
final class ProbeParts {

  /** Of each probe the last so many. */
  static final StatusPart<ChangeRequestStatus> SAMPLES =
      new StatusPart<>(
          status -> most(status, probe -> probe.samples().size()), ProbeParts::samples);

  /** Of each reason the first so many characters. */
  static final StatusPart<ChangeRequestStatus> REASONS =
      new StatusPart<>(
          status -> most(status, probe -> text(probe.reason()).length()), ProbeParts::reasons);

  private ProbeParts() {}

  private static int most(ChangeRequestStatus status, ToIntFunction<ProbeStatus> length) {
    return status.probes().stream().mapToInt(length).max().orElse(0);
  }

  private static ChangeRequestStatus samples(ChangeRequestStatus status, int last) {
    return with(
        status,
        probe ->
            with(
                probe,
                text(probe.reason()),
                probe
                    .samples()
                    .subList(Math.max(0, probe.samples().size() - last), probe.samples().size())));
  }

  private static ChangeRequestStatus reasons(ChangeRequestStatus status, int length) {
    return with(
        status,
        probe ->
            with(
                probe,
                length < 2 ? "" : Bounds.clip(text(probe.reason()), length),
                probe.samples()));
  }

  private static String text(@Nullable String reason) {
    return Optional.ofNullable(reason).orElse("");
  }

  private static ProbeStatus with(
      ProbeStatus probe, String reason, List<ProbeStatus.Sample> samples) {
    return new ProbeStatus(
        probe.name(),
        probe.kind(),
        probe.result(),
        reason,
        probe.onLive(),
        probe.inARow(),
        probe.readings(),
        samples);
  }

  private static ChangeRequestStatus with(
      ChangeRequestStatus status, UnaryOperator<ProbeStatus> shorter) {
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
        status.probes().stream().map(shorter).toList(),
        status.verdict(),
        status.lastHandledReconcileAt(),
        status.startedAt(),
        status.conditions());
  }
}
