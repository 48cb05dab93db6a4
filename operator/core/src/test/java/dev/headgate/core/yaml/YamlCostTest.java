package dev.headgate.core.yaml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file costs whoever reads it after us. */
class YamlCostTest {

  /** Eight levels, five aliases, which stand for twenty nodes. */
  private static final Limits.Yaml SMALL = new Limits.Yaml(10_000, 3, 30, 8, 5, 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: &a [1,1,1,1]\\nb: &b [*a,*a]\\nc: [*b,*b] | f.yaml, line 3: aliases that stand for more nodes; allowed: 20 nodes",
        "a: &a {x: [1,1,1,1]}\\nb: [*a,*a,*a,*a] | aliases that stand for more nodes",
        "a: &a 1\\nb: [*a,*a,*a,*a,*a,*a] | more aliases; allowed: 5 aliases",
        "[[[[[[[[[1]]]]]]]]] | YAML nested 9 deep; allowed: 8 levels",
        "[[[[{a: {b: {c: {d: {e: 1}}}}}]]]] | YAML nested 9 deep",
        "a:\\n b:\\n  c:\\n   d:\\n    e:\\n     f:\\n      g:\\n       h:\\n        i: 1 | YAML nested 9 deep",
        "- - - - - - - - - 1 | YAML nested 9 deep",
      })
  void shouldRefuseWhatCostsTooMuch(String text, String message) {
    assertThatThrownBy(() -> require(text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [1,1,1,1,1,1,1,1,1]\\nb: [*a,*a]",
        "a: &a 1\\nb: [*a,*a,*a,*a,*a]",
        "a: &a [1,1,1,1,1,1,1,1,1,1,1]\\n---\\nb: [*a,*a]",
        "[[[[[[[[1]]]]]]]]",
        "[] [] [] [] [] [] [] [] []",
        "a: '&b' *",
        "a: [",
      })
  void shouldTakeAsMuchAsIsAllowedAndLeaveTheRestToItsReader(String text) {
    assertThatCode(() -> require(text)).doesNotThrowAnyException();
  }

  private static void require(String text) {
    YamlCost.require("f.yaml", text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8), SMALL);
  }
}
