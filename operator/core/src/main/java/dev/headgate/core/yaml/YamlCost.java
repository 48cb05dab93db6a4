package dev.headgate.core.yaml;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a YAML file would cost whoever expands it, counted without expanding it: the same limits on
 * aliases, what they stand for and nesting as {@link Documents} has, for files that others parse.
 * Whether it is YAML at all is not judged.
 */
public final class YamlCost {

  /** Beyond what people write by hand, and below the depth at which any parser suffers. */
  private static final int MANY_BRACKETS = 5_000;

  private final String file;
  private final Limits.Yaml limits;
  private final Map<Anchor, Long> anchors = new HashMap<>();
  private final Deque<Collection> open = new ArrayDeque<>();
  private int aliases;
  private long aliasNodes;

  private YamlCost(String file, Limits.Yaml limits) {
    this.file = file;
    this.limits = limits;
  }

  /**
   * Does nothing when the file is within the limits or no YAML.
   *
   * @throws RefusedInputException with line, what was found and what is allowed
   */
  public static void require(String file, byte[] bytes, Limits.Yaml limits) {
    if (!mayExceed(bytes, limits)) {
      return;
    }
    var cost = new YamlCost(file, limits);
    try {
      YamlStream.events(file, new String(bytes, StandardCharsets.UTF_8), limits)
          .forEachRemaining(cost::count);
    } catch (YamlEngineException e) {
      return; // its reader will say so in its own words
    }
  }

  /**
   * A glance that spares nearly every file the parser: no alias without an anchor, no depth without
   * as many columns or open brackets. Brackets in quotes can hide depth from it, but not much.
   */
  private static boolean mayExceed(byte[] bytes, Limits.Yaml limits) {
    boolean star = false;
    boolean anchor = false;
    int indent = 0;
    boolean leads = true;
    int flow = 0;
    int brackets = 0;
    int deepest = 0;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '*' -> star = true;
        case '&' -> anchor |= i + 1 < bytes.length && !Character.isWhitespace(bytes[i + 1]);
        case '[', '{' -> {
          flow++;
          brackets++;
        }
        case ']', '}' -> flow = Math.max(0, flow - 1);
        case '\n' -> {
          indent = 0;
          leads = true;
        }
        default -> {
          leads &= bytes[i] == ' ' || bytes[i] == '-' || bytes[i] == '?';
          indent += leads ? 1 : 0;
        }
      }
      deepest = Math.max(deepest, indent + flow);
    }
    return (anchor && star) || deepest >= limits.depth() || brackets >= MANY_BRACKETS;
  }

  private void count(Event event) {
    switch (event) {
      case DocumentStartEvent start -> anchors.clear();
      case AliasEvent alias -> alias(alias);
      case ScalarEvent scalar -> {
        anchored(scalar, 1);
        grow(1);
      }
      case CollectionStartEvent start -> {
        open.push(new Collection(start));
        if (open.size() > limits.depth()) {
          throw refused(
              event, "YAML nested %d deep".formatted(open.size()), limits.depth() + " levels");
        }
      }
      case CollectionEndEvent end -> {
        var closed = open.pop();
        anchored(closed.start, closed.nodes);
        grow(closed.nodes);
      }
      default -> {}
    }
  }

  private void alias(AliasEvent alias) {
    long nodes = anchors.getOrDefault(alias.getAlias(), 1L);
    aliases++;
    aliasNodes += nodes;
    if (aliases > limits.aliases()) {
      throw refused(alias, "more aliases", limits.aliases() + " aliases");
    }
    if (aliasNodes > limits.aliasNodes()) {
      throw refused(alias, "aliases that stand for more nodes", limits.aliasNodes() + " nodes");
    }
    grow(nodes);
  }

  private void anchored(NodeEvent event, long nodes) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, nodes));
  }

  private void grow(long nodes) {
    if (!open.isEmpty()) {
      open.peek().nodes += nodes;
    }
  }

  private RefusedInputException refused(Event event, String found, String allowed) {
    return new RefusedInputException(
        "%s, line %d".formatted(file, YamlStream.line(event)), found, allowed);
  }

  /** A list or mapping that is being read. */
  private static final class Collection {
    private final NodeEvent start;
    private long nodes = 1;

    private Collection(NodeEvent start) {
      this.start = start;
    }
  }
}
