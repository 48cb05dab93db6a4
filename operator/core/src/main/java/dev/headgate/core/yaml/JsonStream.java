package dev.headgate.core.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    } catch (IOException | NoNumberException e) {
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
        .nodeFactory(new Numbers())
        .build();
  }

  /** What is too large for a number: to YAML, and so to Kubernetes, it is text. */
  private static final class NoNumberException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Numbers as YAML's rules read them ({@link Scalars}), so that both compare equal. */
  private static final class Numbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public NumericNode numberNode(double value) {
      if (!Double.isFinite(value)) {
        throw new NoNumberException();
      }
      return super.numberNode(value);
    }

    @Override
    public ValueNode numberNode(@Nullable BigInteger value) {
      return value != null && value.bitLength() > Long.SIZE
          ? numberNode(value.doubleValue())
          : super.numberNode(value);
    }
  }
}
