package dev.headgate.runtime.render;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Limits.Render LIMITS = Limits.STANDARD.render();
  private static final long TOO_LONG = LIMITS.totalTime().plusSeconds(1).toNanos();

  private final AtomicLong time = new AtomicLong();
  private final Budget budget = new Budget(LIMITS, time::get);

  @Test
  void shouldNotCountWhatNoTreeCanBeBlamedFor() {
    // when
    budget.uncounted(() -> time.addAndGet(TOO_LONG));

    // then
    assertThatCode(() -> budget.requireTime("a")).doesNotThrowAnyException();
  }

  @Test
  void shouldCountAllElse() {
    // when
    time.addAndGet(TOO_LONG);

    // then
    assertThatThrownBy(() -> budget.requireTime("a"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("a rendering that takes longer");
  }
}
