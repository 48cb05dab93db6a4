package dev.headgate.core.inside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No value of a Secret is in what Flux says. */
class HiddenTest {

  private static final Hidden HIDDEN =
      Hidden.in(
          Flux.of(
                  "flux/apps",
                  """
                  apiVersion: v1
                  kind: Secret
                  metadata: {name: s, namespace: shop}
                  stringData: {short: abc, just: abcd, lines: "first line\\n  xy  \\n  second line "}
                  data: {encoded: aHVudGVyMg==, odd: "no base64!"}
                  ---
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: c, namespace: shop}
                  data: {public: everybody knows}
                  """)
              .all());

  @ParameterizedTest
  @CsvSource({
    "hunter2, (hidden)",
    "aHVudGVyMg==, (hidden)",
    "no base64!, (hidden)",
    "abcd, (hidden)",
    "YWJjZA==, (hidden)",
    "abc, abc",
    "first line, (hidden)",
    "second line, (hidden)",
    "xy, xy",
    "everybody knows, everybody knows",
  })
  void shouldHideWhateverASecretHolds(String said, String shown) {
    assertThat(HIDDEN.of("it failed: " + said)).isEqualTo("it failed: " + shown);
  }

  @Test
  void shouldKeepAMessageShortAndOnOneLine() {
    var longest = "x".repeat(1000);

    assertThat(Hidden.NOTHING.of(" a\n b ")).isEqualTo("a b");
    assertThat(Hidden.NOTHING.of(longest)).isEqualTo(longest);
    assertThat(Hidden.NOTHING.of(longest + "x")).hasSize(1000).endsWith("x…");
  }

  @Test
  void shouldHideEveryTextOfTheValuesOfAChart() {
    // given
    var values = JsonNodeFactory.instance.objectNode();
    values.put("port", 80).putArray("list").addObject().put("password", "hunter2-4711");

    // when
    var said =
        Hidden.texts(values).of("at <fail>: no hunter2-4711,\n nor aHVudGVyMi00NzEx, on port 80");

    // then
    assertThat(said).isEqualTo("at <fail>: no (hidden), nor (hidden), on port 80");
  }
}
