package dev.headgate.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.core.gate.Recorded;
import dev.headgate.core.gate.Why;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import dev.headgate.core.tree.Revision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveProbesTest {

  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final AtomicReference<Reading> says = new AtomicReference<>(new Reading.Good("well"));
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger woken = new AtomicInteger();
  private final PromotionGate gate = gate();
  private final LiveProbes probes =
      new LiveProbes(
          probe -> {
            asked.incrementAndGet();
            return says.get();
          },
          Clock.systemUTC());

  @AfterEach
  void close() {
    probes.close();
  }

  @Test
  void shouldWakeTheGateOnceForEachChangeHoweverOftenItMeasures() {
    // when
    keep(Optional.of(live("a")), probe("web"));
    await().until(() -> asked.get() > 5);

    // then
    assertThat(results()).containsExactly(Result.PASSED);
    assertThat(woken).hasValue(1);

    // and when
    says.set(new Reading.Bad("answered HTTP 500"));

    // then
    await().until(() -> results().equals(List.of(Result.FAILED)));
    assertThat(woken).hasValue(2);
  }

  @Test
  void shouldMeasureManyBesideEachOther() {
    // when
    keep(
        Optional.of(live("a")),
        IntStream.range(0, 200).mapToObj(n -> probe("web-" + n)).toArray(Probe[]::new));

    // then
    await().until(() -> results().size() == 200);
  }

  @Test
  void shouldForgetWhatWasMeasuredOfAnotherRevisionAndEndWhenNobodyAsks() {
    // given
    keep(Optional.of(live("a")), probe("web"));
    await().until(() -> !results().isEmpty());

    // when
    says.set(new Reading.Unmeasured("no connection"));
    keep(Optional.of(live("b")), probe("web"));

    // then
    assertThat(probes.probed(gate).orElseThrow().revision()).isEqualTo(live("b").revision().text());
    assertThat(results()).doesNotContain(Result.PASSED);

    // and when
    keep(Optional.empty());

    // then
    assertThat(probes.probed(gate)).isEmpty();
    var before = asked.get();
    await().during(Duration.ofMillis(200)).until(() -> asked.get() <= before + 1);
  }

  private void keep(Optional<Recorded> live, Probe... asks) {
    probes.keep(gate, live, List.of(asks), same -> woken.incrementAndGet());
  }

  private List<Result> results() {
    return probes.probed(gate).orElseThrow().probes().stream().map(ProbeStatus::result).toList();
  }

  private static Recorded live(String digit) {
    return new Recorded(
        new Revision("main@sha1:" + digit.repeat(40)), Optional.empty(), Why.VERDICT, AT);
  }

  private static Probe probe(String name) {
    return new Probe(
        name,
        new Question.Job("web", "smoke"),
        new Probe.Rhythm(
            Duration.ofMillis(10), Duration.ofSeconds(1), 2, 2, 2, Duration.ofSeconds(30)));
  }

  private static PromotionGate gate() {
    var gate = new PromotionGate();
    gate.setMetadata(
        new ObjectMetaBuilder().withName("cluster").withNamespace("a").withUid("uid").build());
    return gate;
  }
}
