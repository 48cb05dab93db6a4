package dev.headgate.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * An object as YAML text in the style of sigs.k8s.io/yaml: text is quoted only where it would be
 * read as something else, so {@code "${PORT}"} comes out bare. That style decides what Flux's
 * substitution makes of a value, which is why it is written here at all.
 */
public final class YamlText {

  private static final ImplicitTuple IMPLICIT = new ImplicitTuple(true, true);

  /** Line breaks in YAML 1.1, but not in the emitter's YAML 1.2: next line, separators, mark. */
  private static final String ODD_LINE_BREAKS = "\r\u0085\u2028\u2029\uFEFF";

  private final Emitter emitter;

  private YamlText(Emitter emitter) {
    this.emitter = emitter;
  }

  public static String of(JsonNode object) {
    var out = new StringWriter();
    var settings = DumpSettings.builder().setWidth(Integer.MAX_VALUE).setSplitLines(false).build();
    var text = new YamlText(new Emitter(settings, out));
    text.document(object);
    return out.text.toString();
  }

  private void document(JsonNode object) {
    emitter.emit(new StreamStartEvent());
    emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    emit(object);
    emitter.emit(new DocumentEndEvent(false));
    emitter.emit(new StreamEndEvent());
  }

  private void emit(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        emitter.emit(
            new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
        for (var entry : object.properties()) {
          text(entry.getKey());
          emit(entry.getValue());
        }
        emitter.emit(new MappingEndEvent());
      }
      case ArrayNode list -> {
        emitter.emit(
            new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
        list.forEach(this::emit);
        emitter.emit(new SequenceEndEvent());
      }
      default -> {
        if (node.isTextual()) {
          text(node.textValue());
        } else {
          scalar(node.asText(), ScalarStyle.PLAIN);
        }
      }
    }
  }

  private void text(String value) {
    if (value.chars().anyMatch(c -> ODD_LINE_BREAKS.indexOf(c) >= 0)) {
      scalar(value, ScalarStyle.DOUBLE_QUOTED);
    } else if (value.contains("\n") && Character.isWhitespace(value.charAt(0))) {
      // a block that begins with space needs an indentation hint, which lists get wrong
      scalar(value, ScalarStyle.DOUBLE_QUOTED);
    } else if (value.contains("\n")) {
      scalar(value, ScalarStyle.LITERAL);
    } else {
      boolean readsAsText = Scalars.resolve(value).filter(JsonNode::isTextual).isPresent();
      scalar(value, readsAsText ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
  }

  private void scalar(String value, ScalarStyle style) {
    emitter.emit(new ScalarEvent(Optional.empty(), Optional.empty(), IMPLICIT, value, style));
  }

  private static final class StringWriter implements StreamDataWriter {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(String part) {
      text.append(part);
    }

    @Override
    public void write(String part, int offset, int length) {
      text.append(part, offset, offset + length);
    }
  }
}
