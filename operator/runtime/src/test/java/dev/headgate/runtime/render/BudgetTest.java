package dev.headgate.runtime.render;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void shouldNotCountWhatNoTreeCanBeBlamedFor() {
    // given
    var budget = new Budget(within(Duration.ofSeconds(2)));

    // when
    budget.uncounted(() -> pause(Duration.ofMillis(2_500)));

    // then
    assertThatCode(() -> budget.requireTime("a")).doesNotThrowAnyException();
  }

  @Test
  void shouldCountAllElse() {
    // given
    var budget = new Budget(within(Duration.ofMillis(1)));

    // when
    pause(Duration.ofMillis(10));

    // then
    assertThatThrownBy(() -> budget.requireTime("a"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("a rendering that takes longer");
  }

  private static Limits.Render within(Duration time) {
    var standard = Limits.STANDARD.render();
    return new Limits.Render(
        standard.kustomizations(),
        standard.buildTime(),
        standard.buildBytes(),
        time,
        standard.totalBytes(),
        standard.buildMemory(),
        standard.files(),
        standard.reads(),
        standard.readBytes(),
        standard.objects(),
        standard.builds(),
        standard.cachedBuilds(),
        standard.charts(),
        standard.cachedCharts());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
