package dev.headgate.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class YamlTextTest {

  @Property(tries = 1_000)
  void shouldReadBackWhatWasWritten(@ForAll("texts") String value, @ForAll("texts") String key) {
    var object = JsonNodeFactory.instance.objectNode().put("first", value).put("k" + key, 1);
    object.withArray("list").add(value).addObject().put("in", value);

    assertThat(readBack(object)).isEqualTo(object);
  }

  @Provide
  Arbitrary<String> texts() {
    var awkward =
        Arbitraries.strings()
            .withChars("\n \t:#-?'\"{}[]&*!|>%@`,$~\\yn0.1eé\u0085\u2028\r")
            .ofMaxLength(12);
    var plain =
        Arbitraries.of(
            "yes", "~", "null", "0755", "1e3", "", " ", "<<", "=", "---", "...", "2001-01-01");
    return Arbitraries.frequencyOf(Tuple.of(3, awkward), Tuple.of(1, plain));
  }

  @Test
  void shouldQuoteOnlyWhatWouldBeReadAsSomethingElse() {
    var object =
        JsonNodeFactory.instance.objectNode().put("a", "${PORT}").put("b", "80").put("c", 80);

    assertThat(YamlText.of(object)).isEqualTo("a: ${PORT}\nb: \"80\"\nc: 80\n");
  }

  private static JsonNode readBack(ObjectNode object) {
    var bytes = YamlText.of(object).getBytes(StandardCharsets.UTF_8);
    return new Documents(Limits.Yaml.STANDARD).read("written", bytes).getFirst().content();
  }
}
