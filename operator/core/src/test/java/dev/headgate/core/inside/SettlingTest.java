package dev.headgate.core.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.probe.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration STILLNESS = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  @Test
  void shouldCountWhenAllHasSpokenAndStoodStill() {
    var settling = Settling.begin(NOW).see(List.of(state(new Health.Current(), false)), NOW);

    assertThat(isOver(settling, 2)).isFalse();
    assertThat(isOver(settling, 3)).isTrue();
  }

  @Test
  void shouldWaitForWhatIsOnItsWayForAsLongAsThatTakes() {
    var settling =
        Settling.begin(NOW).see(List.of(state(new Health.InProgress("applies"), false)), NOW);

    assertThat(isOver(settling, 3600)).isFalse();
  }

  @Test
  void shouldWaitForSomebodyWhoSaysNothingOnlySoLong() {
    var settling =
        Settling.begin(NOW).see(List.of(state(new Health.InProgress("silence"), true)), NOW);

    assertThat(isOver(settling, 59)).isFalse();
    assertThat(isOver(settling, 60)).isTrue();
  }

  @Test
  void shouldNotCountAnEmptyPicture() {
    assertThat(isOver(Settling.begin(NOW), 3600)).isFalse();
  }

  @Test
  void shouldBeginAnewWhenSomethingChanges() {
    var settling =
        Settling.begin(NOW)
            .see(List.of(state(new Health.Failed("no"), false)), NOW)
            .see(List.of(state(new Health.Current(), false)), NOW.plusSeconds(2));

    assertThat(isOver(settling, 4)).isFalse();
    assertThat(isOver(settling, 5)).isTrue();
  }

  private static boolean isOver(Settling settling, int seconds) {
    return settling.isOver(NOW.plusSeconds(seconds), STILLNESS, SILENCE);
  }

  private static FluxState state(Health health, boolean silent) {
    return new FluxState(Flux.kustomization("apps"), health, false, true, silent);
  }
}
