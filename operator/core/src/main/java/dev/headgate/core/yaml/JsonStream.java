package dev.headgate.core.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON documents one after the other. What begins like JSON and is none is read as YAML, whose flow
 * style looks alike.
 */
final class JsonStream {

  /** Of one value, at most: its key, its beginning and its end. */
  private static final int TOKENS = 3;

  private JsonStream() {}

  static List<Document> read(String file, String text, Limits.Yaml limits) {
    var documents = new ArrayList<Document>();
    var mapper = mapper(limits);
    try (JsonParser parser = mapper.createParser(text)) {
      while (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        documents.add(
            new Document(file, documents.size() + 1, line, mapper.<JsonNode>readTree(parser)));
        if (documents.size() > limits.documents()) {
          throw new RefusedInputException(
              file, "more documents", limits.documents() + " documents");
        }
      }
      return documents;
    } catch (StreamConstraintsException e) {
      throw new RefusedInputException(
          file,
          "JSON nested too deep, with more values, or with a number too long",
          "%d levels, %d values".formatted(limits.depth(), limits.values()));
    } catch (IOException e) {
      return YamlStream.read(file, text, limits);
    }
  }

  private static ObjectMapper mapper(Limits.Yaml limits) {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxTokenCount((long) TOKENS * limits.values())
            .maxStringLength(limits.bytes())
            .build();
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .build();
  }
}
