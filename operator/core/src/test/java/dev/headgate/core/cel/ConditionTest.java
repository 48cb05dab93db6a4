package dev.headgate.core.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headgate.core.Limits;
import dev.headgate.core.cel.Condition.Answer;
import dev.headgate.core.cel.Condition.Compiled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final Set<String> VARIABLES = Set.of("spec", "status", "data");
  private static final String SECRET = "hunter2-4711";
  private static final JsonNode OBJECT =
      json(
          """
          {"spec": {"replicas": 3, "ratio": 0.5, "paused": false, "nothing": null},
           "data": {"password": "hunter2-4711"},
           "status": {"conditions": [
             {"type": "Ready", "status": "True"}, {"type": "Stalled", "status": "False"}]}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "status.conditions.exists(c, c.type == 'Ready' && c.status == 'True'); true",
        "status.conditions.all(c, c.status == 'True'); false",
        "spec.replicas == 3 && spec.ratio < 1 && !spec.paused; true",
        "spec.replicas / 2 == 1; true",
        "spec.ratio > 0; true",
        "has(spec.nothing); false",
        "has(status.phase) && status.phase == 'Running'; false",
        "spec.?missing.orValue('x') == 'x'; true",
        "status.conditions.filter(c, c.type.matches('^S')).size() == 1; true",
        "data.password.startsWith('hunter2'); true",
      })
  void shouldTellWhatHoldsOfAnObject(String expression, boolean holds) {
    assertThat(test(expression, OBJECT)).isEqualTo(new Answer.Told(holds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status.phase == 'Running'",
        "int(data.password) > 3",
        "duration(data.password) > duration('1s')",
        "timestamp(data.password) > timestamp('2026-01-01T00:00:00Z')",
        "data[data.password] == 1",
        "1 / (spec.replicas - 3) == 1",
        "data.password",
        "data.password.matches('(' + data.password)",
      })
  void shouldHaveNoAnswerWithoutSayingWhatItSaw(String expression) {
    assertThat(test(expression, OBJECT))
        .isInstanceOfSatisfying(
            Answer.Untold.class,
            untold -> assertThat(untold.why()).isNotBlank().doesNotContain(SECRET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "metadata.name == 'x'; undeclared reference",
        "spec.replicas ==; ''",
        "'text'; expected type 'bool'",
        "getenv('HOME') == ''; undeclared reference",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] == []; ''",
      })
  void shouldRefuseWhatIsNoConditionAndSayWhere(String expression, String says) {
    assertThat(Condition.compile(expression, VARIABLES))
        .isInstanceOfSatisfying(
            Compiled.Refused.class,
            refused -> assertThat(refused.reason()).contains("column", says.replace("''", "")));
  }

  @Test
  void shouldRefuseAnExpressionThatIsTooLong() {
    var longest = "true" + " ".repeat(Limits.Expressions.STANDARD.characters() - 4);

    assertThat(Condition.compile(longest, VARIABLES)).isInstanceOf(Compiled.Accepted.class);
    assertThat(Condition.compile(longest + " ", VARIABLES)).isInstanceOf(Compiled.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec.l.all(a, spec.l.all(b, spec.l.all(c, a + b + c >= 0)))",
        "spec.l.all(a, spec.m == spec.m)",
        "spec.l.all(a, size(data.t) > 0)",
        "spec.l.all(a, data.t.matches('(x+x+)+y') == false)",
        "spec.l.map(a, spec.l).map(a, a.map(b, spec.l)).size() > 0",
        "(data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t+data.t"
            + "+data.t+data.t+data.t+data.t+data.t+data.t+data.t).size() == 1",
      })
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // or it runs for hours
  void shouldEndAnExpressionThatTakesTooManySteps(String expression) {
    // given
    var large = JsonNodeFactory.instance.objectNode();
    var list = large.withObjectProperty("spec").putArray("l");
    var map = large.withObjectProperty("spec").putObject("m");
    for (int i = 0; i < 2_000; i++) {
      list.add(i);
      map.put("key" + i, i);
    }
    large.withObjectProperty("data").put("t", "x".repeat(1 << 20));

    // then
    assertThat(test(expression, large)).isEqualTo(new Answer.Untold(Condition.TOO_MUCH));
  }

  private static Answer test(String expression, JsonNode object) {
    return switch (Condition.compile(expression, VARIABLES)) {
      case Compiled.Accepted(var condition) -> condition.test(object);
      case Compiled.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
