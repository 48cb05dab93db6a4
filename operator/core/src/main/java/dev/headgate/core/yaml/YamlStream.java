package dev.headgate.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The documents of a YAML stream, from parser events, so that limits hold while it is read. */
final class YamlStream {

  private YamlStream() {}

  static List<Document> read(String file, String text, Limits.Yaml limits) {
    var documents = new ArrayList<Document>();
    var builder = new NodeBuilder(file, limits);
    try {
      var events = events(file, text, limits);
      while (events.hasNext()) {
        if (events.next() instanceof DocumentStartEvent) {
          builder.beginDocument();
          var first = events.next();
          JsonNode content = builder.build(first, events);
          if (!content.isNull()) {
            documents.add(new Document(file, builder.documentNumber(), line(first), content));
          }
        }
      }
      return documents;
    } catch (MarkedYamlEngineException e) {
      throw malformed(file, builder, e.getProblemMark(), e.getProblem());
    } catch (ReaderException e) {
      throw malformed(
          file,
          builder,
          Optional.empty(),
          "a character that YAML does not allow (U+%04X)".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw malformed(file, builder, Optional.empty(), "no YAML");
    }
  }

  /** The parser's own words, but not its excerpt: that would quote a Secret. */
  private static RefusedInputException malformed(
      String file, NodeBuilder builder, Optional<Mark> where, String problem) {
    var line = where.map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
    return new RefusedInputException(
        "%s, document %d%s".formatted(file, Math.max(1, builder.documentNumber()), line), problem);
  }

  /**
   * The parser's events. Its buffer holds all of the text: a scalar that does not fit makes it copy
   * what it has again and again, which costs the square of its length.
   */
  static Iterator<Event> events(String file, String text, Limits.Yaml limits) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(Math.max(1, limits.bytes()))
            .setBufferSize(Math.max(1, text.length()))
            .setParseComments(false)
            .build();
    return new Parse(settings).parseString(text).iterator();
  }

  static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
