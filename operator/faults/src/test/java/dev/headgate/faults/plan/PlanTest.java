package dev.headgate.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.faults.proxy.Call;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldReadWhatItWrites() {
    var plan =
        Plan.of(
            "promotion-late",
            "late",
            Story.PROMOTION,
            Fault.at(Match.watchOf("changeapprovals"), 1, Action.LAG).times(1000).millis(3000),
            Fault.at(Match.ANY, 7, Action.ANSWER).status(409),
            Fault.deed(Match.listOf("changerequests"), 2, Deed.RECREATE_GATE));

    assertThat(Plan.read(plan.write())).isEqualTo(plan);
    assertThat(plan.write()).contains("action: lag", "deed: recreate-gate", "story: promotion");
  }

  @Test
  void shouldSayWhatIsNoPlan() {
    assertThatThrownBy(() -> Plan.read("name: one\nfaults: [{action: explode}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("explode");
    assertThatThrownBy(() -> Plan.read("nonsense: true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void shouldPlayAFaultAtItsOccurrenceOnly() {
    var fault = Fault.at(Match.like(patch("flux-system")), 2, Action.DROP);
    var script = new Script(List.of(fault));

    assertThat(script.next(patch("flux-system"), NOW)).isEmpty();
    assertThat(script.next(patch("cluster-head"), NOW)).isEmpty();
    assertThat(script.missed()).containsExactly(fault);
    assertThat(script.next(patch("flux-system"), NOW)).contains(fault);
    assertThat(script.next(patch("flux-system"), NOW)).isEmpty();
    assertThat(script.missed()).isEmpty();
  }

  @Test
  void shouldStormOverEverythingUntilItsTimeIsOver() {
    var storm =
        Fault.at(Match.like(patch("flux-system")), 1, Action.STORM).status(503).millis(5000);
    var script = new Script(List.of(storm));

    assertThat(script.next(patch("other"), NOW)).isEmpty();
    assertThat(script.next(patch("flux-system"), NOW)).contains(storm);
    assertThat(script.next(patch("other"), NOW.plusMillis(4999))).contains(storm);
    assertThat(script.next(patch("other"), NOW.plusMillis(5000))).isEmpty();
  }

  @Test
  void shouldMeanAnyNameWhereNamesDifferFromRunToRun() {
    assertThat(Match.like(patch("cluster-4f2c0e-1")).matches(patch("cluster-5a-2"))).isTrue();
    assertThat(Match.like(patch("cluster-head")).matches(patch("flux-system"))).isFalse();
  }

  private static Call patch(String name) {
    return new Call(
        "operator-1",
        "host",
        "PATCH",
        "source.toolkit.fluxcd.io",
        "gitrepositories",
        "",
        "faults",
        name,
        false,
        false,
        "");
  }
}
