package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ProbeStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What may be cut from what is said of probes: readings, then reasons; never a result.
 *
 * @param <S> the status that it is said in
 */
record ProbeParts<S>(
    Function<S, List<ProbeStatus>> probes, BiFunction<S, List<ProbeStatus>, S> with) {

  /** Of each probe the last so many. */
  StatusPart<S> samples() {
    return part(
        probe -> probe.samples().size(),
        (probe, last) ->
            with(
                probe,
                text(probe.reason()),
                probe
                    .samples()
                    .subList(Math.max(0, probe.samples().size() - last), probe.samples().size())));
  }

  /** Of each reason the first so many characters. */
  StatusPart<S> reasons() {
    return part(
        probe -> text(probe.reason()).length(),
        (probe, length) ->
            with(
                probe,
                length < 2 ? "" : Bounds.clip(text(probe.reason()), length),
                probe.samples()));
  }

  private StatusPart<S> part(
      ToIntFunction<ProbeStatus> length, BiFunction<ProbeStatus, Integer, ProbeStatus> shorter) {
    return new StatusPart<>(
        status -> probes.apply(status).stream().mapToInt(length).max().orElse(0),
        (status, most) ->
            with.apply(
                status,
                probes.apply(status).stream().map(probe -> shorter.apply(probe, most)).toList()));
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
}
