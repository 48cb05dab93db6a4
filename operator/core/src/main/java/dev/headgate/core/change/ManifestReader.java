package dev.headgate.core.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Kubernetes objects of a YAML or JSON stream. {@code List} kinds (v1 {@code List} and every
 * {@code *List} with items) are taken apart, empty documents skipped. A document that is no object
 * is refused, naming file, document and field.
 */
public final class ManifestReader {

  /** What the API server takes as a name in any kind; it also makes names safe to print. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:.@-]{1,253}");

  private static final Pattern API_VERSION =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]{1,63}");
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");

  private final Limits.Yaml limits;
  private final Documents documents;

  public ManifestReader(Limits.Yaml limits) {
    this.limits = limits;
    this.documents = new Documents(limits);
  }

  /**
   * The objects in the order of the stream; {@code prune} is true for each of them.
   *
   * @param origin is given to each object; its file names the stream in messages
   * @throws RefusedInputException when the stream is malformed, exceeds a limit or holds a document
   *     that is no object
   */
  public List<Manifest> read(Origin origin, byte[] bytes) {
    var file = origin.equals(Origin.INLINE) ? "the inline manifests" : origin.file();
    var manifests = new ArrayList<Manifest>();
    for (Document document : documents.read(file, bytes)) {
      collect(document, document.place(), document.content(), origin, manifests);
    }
    return manifests;
  }

  /**
   * The object that {@code content} is.
   *
   * @param place names it in messages
   */
  public static Manifest manifest(String place, JsonNode content, Origin origin) {
    if (!(content instanceof ObjectNode object)) {
      throw new RefusedInputException(place, "no mapping", "a Kubernetes object");
    }
    var apiVersion = field(place, object.path("apiVersion"), "apiVersion", API_VERSION);
    var kind = field(place, object.path("kind"), "kind", KIND);
    var metadata = object.path("metadata");
    var name = field(place, metadata.path("name"), "metadata.name", NAME);
    var namespace =
        metadata.path("namespace").isMissingNode() || metadata.path("namespace").isNull()
            ? ""
            : field(place, metadata.path("namespace"), "metadata.namespace", NAME);
    int slash = apiVersion.indexOf('/');
    var group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return new Manifest(
        new ObjectKey(group, kind, namespace, name), apiVersion, object, origin, true);
  }

  private void collect(
      Document document, String place, JsonNode content, Origin origin, List<Manifest> into) {
    if (!isList(content)) {
      into.add(manifest(place, content, origin));
      return;
    }
    int item = 0;
    for (JsonNode element : content.path("items")) {
      item++;
      var itemPlace = "%s, item %d".formatted(document.place(), item);
      if (isList(element)) {
        throw new RefusedInputException(itemPlace, "a List inside a List");
      }
      into.add(manifest(itemPlace, element, origin));
      if (into.size() > limits.documents()) {
        throw new RefusedInputException(
            document.file(), "more objects", limits.documents() + " objects");
      }
    }
  }

  private static boolean isList(JsonNode content) {
    return content.path("kind").asText().endsWith("List")
        && content.path("items") instanceof ArrayNode;
  }

  private static String field(String place, JsonNode value, String field, Pattern allowed) {
    if (value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isEmpty())) {
      throw new RefusedInputException(place, field + " is missing");
    }
    if (!value.isTextual()) {
      throw new RefusedInputException(
          place, "%s is a %s".formatted(field, describe(value)), "text (quote it)");
    }
    if (!allowed.matcher(value.textValue()).matches()) {
      throw new RefusedInputException(
          place, field + " has characters or a length that Kubernetes refuses", allowed.pattern());
    }
    return value.textValue();
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "list";
      default -> "mapping";
    };
  }
}
