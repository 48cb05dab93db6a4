package dev.headgate.runtime.status;

import static dev.headgate.runtime.status.Statuses.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void shouldKeepSinceWhenOnlyTheWordsChange() {
    assertThat(after("False", "still fetching").lastTransitionTime()).isEqualTo(NOON);
  }

  @Test
  void shouldSayLaterWhenTheStatusChanges() {
    assertThat(after("True", "done").lastTransitionTime()).isEqualTo(LATER);
    assertThat(after("Unknown", "who knows").lastTransitionTime()).isEqualTo(LATER);
  }

  @Test
  void shouldCarryTheGenerationThatItWasFoundAt() {
    assertThat(after("False", "x").observedGeneration()).isEqualTo(2);
  }

  @Test
  void shouldLoseWhatIsNotSetAgain() {
    // given
    var before = List.of(condition("Ready", "False"), condition("Reconciling", "True"));

    // when
    var conditions = new Conditions(before, 2, LATER).set("Ready", true, "Passed", "").list();

    // then
    assertThat(conditions).extracting(Condition::type).containsExactly("Ready");
  }

  @Test
  void shouldTellTheTimeAsKubernetesDoesInWholeSeconds() {
    var conditions = new Conditions(List.of(), 2, NOON.plusMillis(999)).set("Ready", true, "", "");

    assertThat(conditions.list().getFirst().lastTransitionTime()).isEqualTo(NOON);
  }

  @Test
  void shouldCountAsPeopleDo() {
    assertThat(List.of(Counted.of(0, "gap"), Counted.of(1, "gap"), Counted.of(2, "gap")))
        .containsExactly("0 gaps", "1 gap", "2 gaps");
  }

  private static Condition after(String status, String message) {
    return new Conditions(List.of(condition("Ready", "False")), 2, LATER)
        .set("Ready", status, "Fetching", message)
        .list()
        .getFirst();
  }

  private static Condition condition(String type, String status) {
    return new Condition(type, status, "Fetching", "fetching", NOON, 1L);
  }
}
