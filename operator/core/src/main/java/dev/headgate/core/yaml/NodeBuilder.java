package dev.headgate.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds one document's content from events, counting depth, aliases and what they stand for. */
final class NodeBuilder {

  private static final String TAG = "tag:yaml.org,2002:";
  private static final String MERGE = "<<";

  private final String file;
  private final Limits.Yaml limits;
  private final Map<Anchor, JsonNode> anchors = new HashMap<>();
  private int document;
  private int values;
  private int depth;
  private int aliases;
  private int aliasNodes;

  NodeBuilder(String file, Limits.Yaml limits) {
    this.file = file;
    this.limits = limits;
  }

  void beginDocument() {
    document++;
    anchors.clear();
    if (document > limits.documents()) {
      throw new RefusedInputException(file, "more documents", limits.documents() + " documents");
    }
  }

  int documentNumber() {
    return document;
  }

  JsonNode build(Event event, Iterator<Event> events) {
    values++;
    if (values > limits.values()) {
      throw refused(event, "more values", limits.values() + " values");
    }
    return switch (event) {
      case AliasEvent alias -> expand(alias);
      case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
      case SequenceStartEvent sequence -> anchored(sequence, sequence(sequence, events));
      case MappingStartEvent mapping -> anchored(mapping, mapping(mapping, events));
      default -> throw refused(event, "unexpected " + event.getEventId());
    };
  }

  private ArrayNode sequence(SequenceStartEvent start, Iterator<Event> events) {
    requireTag(start, start.getTag(), "seq");
    descend(start);
    var sequence = JsonNodeFactory.instance.arrayNode();
    var event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      sequence.add(build(event, events));
      event = events.next();
    }
    depth--;
    return sequence;
  }

  private ObjectNode mapping(MappingStartEvent start, Iterator<Event> events) {
    requireTag(start, start.getTag(), "map");
    descend(start);
    var mapping = JsonNodeFactory.instance.objectNode();
    var merged = new ArrayList<ObjectNode>();
    var event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      if (isMerge(event)) {
        merged.addAll(mergeSources(event, build(events.next(), events)));
      } else {
        var key = key(event);
        var value = build(events.next(), events);
        if (mapping.putIfAbsent(key, value) != null) {
          throw refused(event, "key \"%s\" stands twice in one mapping".formatted(printable(key)));
        }
      }
      event = events.next();
    }
    merged.forEach(
        source -> source.properties().forEach(p -> mapping.putIfAbsent(p.getKey(), p.getValue())));
    depth--;
    return mapping;
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getValue().equals(MERGE);
  }

  private List<ObjectNode> mergeSources(Event at, JsonNode value) {
    if (value instanceof ObjectNode mapping) {
      return List.of(mapping);
    }
    var sources = new ArrayList<ObjectNode>();
    if (value instanceof ArrayNode list) {
      for (JsonNode item : list) {
        if (item instanceof ObjectNode mapping) {
          sources.add(mapping);
        }
      }
    }
    if (sources.size() != value.size() || sources.isEmpty()) {
      throw refused(at, "merge key << without a mapping");
    }
    return sources;
  }

  private String key(Event event) {
    var key =
        switch (event) {
          case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
          case AliasEvent alias -> expand(alias);
          default -> throw refused(event, "a mapping key that is a list or mapping");
        };
    if (key.isContainerNode()) {
      throw refused(event, "a mapping key that is a list or mapping");
    }
    return key.asText();
  }

  private JsonNode scalar(ScalarEvent scalar) {
    var tag = scalar.getTag().filter(t -> !t.equals("!"));
    var text = TextNode.valueOf(scalar.getValue());
    if (tag.isEmpty()) {
      return scalar.isPlain() && scalar.getTag().isEmpty() ? plain(scalar) : text;
    }
    if (tag.get().equals(TAG + "str")) {
      return text;
    }
    var value = plain(scalar);
    boolean fits =
        switch (tag.get()) {
          case TAG + "int" -> value.isIntegralNumber();
          case TAG + "float" -> value.isNumber();
          case TAG + "bool" -> value.isBoolean();
          case TAG + "null" -> value.isNull();
          default -> false;
        };
    if (!fits) {
      throw refused(scalar, "a value that is no " + printable(tag.get().replace(TAG, "!!")));
    }
    return value;
  }

  private JsonNode plain(ScalarEvent scalar) {
    return Scalars.resolve(scalar.getValue())
        .orElseThrow(() -> refused(scalar, "infinity or not-a-number, which JSON does not have"));
  }

  private JsonNode expand(AliasEvent alias) {
    var target = anchors.get(alias.getAlias());
    if (target == null) {
      throw refused(
          alias, "alias *%s before its anchor".formatted(printable(alias.getAlias().getValue())));
    }
    aliases++;
    aliasNodes += nodes(target);
    if (aliases > limits.aliases()) {
      throw refused(alias, "more aliases", limits.aliases() + " aliases");
    }
    if (aliasNodes > limits.aliasNodes()) {
      throw refused(alias, "aliases that stand for more nodes", limits.aliasNodes() + " nodes");
    }
    return target.deepCopy();
  }

  private int nodes(JsonNode node) {
    int count = 1;
    for (JsonNode child : node) {
      count += nodes(child);
      if (count > limits.aliasNodes()) {
        return count;
      }
    }
    return count;
  }

  private <T extends JsonNode> T anchored(NodeEvent event, T node) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    return node;
  }

  private void descend(Event event) {
    depth++;
    if (depth > limits.depth()) {
      throw refused(event, "YAML nested %d deep".formatted(depth), limits.depth() + " levels");
    }
  }

  private void requireTag(Event event, Optional<String> tag, String core) {
    tag.filter(t -> !t.equals("!") && !t.equals(TAG + core))
        .ifPresent(
            t -> {
              throw refused(event, "tag " + printable(t));
            });
  }

  private RefusedInputException refused(Event event, String found) {
    return new RefusedInputException(place(event), found);
  }

  private RefusedInputException refused(Event event, String found, String allowed) {
    return new RefusedInputException(place(event), found, allowed);
  }

  private String place(Event event) {
    return "%s, document %d, line %d".formatted(file, document, YamlStream.line(event));
  }

  private static String printable(String text) {
    var shown = text.codePoints().limit(60).map(c -> Character.isISOControl(c) ? '?' : c);
    return shown
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
