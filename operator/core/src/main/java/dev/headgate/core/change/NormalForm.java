package dev.headgate.core.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The form in which objects are compared. Two objects have one normal form when the API server
 * would store the same for both: key order, the spelling of numbers, {@code status}, what the
 * server owns in {@code metadata}, and {@code stringData} against {@code data} make no difference.
 * Nulls and empty maps are dropped only where they are known to mean nothing, because elsewhere
 * they do mean something: {@code status: {}} in a CRD, {@code podSelector: {}}, a null in the
 * values of a chart.
 *
 * <p>{@link #MASKED} lists what is left out of the comparison. Values of Secrets are not among it:
 * they take part as a digest, so that a changed value is a change, yet no value is ever in a normal
 * form. Were they left out, a verdict for one value would let any other value pass.
 */
public final class NormalForm {

  /** What a comparison does not see, for people. */
  public static final List<String> MASKED =
      List.of(
          "caBundle of webhooks, APIServices and CRD conversions: injected or generated",
          "annotations checksum/*: they repeat what is compared anyway",
          "labels helm.sh/chart, chart and app.kubernetes.io/version of what a chart renders, but"
              + " not in selectors: its HelmRelease or source says the same",
          "values of kubernetes.io/tls Secrets that a chart renders: each rendering makes new ones");

  static final String MASK = "(masked)";

  private static final Set<String> OWNED_BY_SERVER =
      Set.of(
          "creationTimestamp",
          "deletionTimestamp",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");
  private static final Set<String> KINDS_WITH_CA_BUNDLE =
      Set.of(
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration",
          "APIService",
          "CustomResourceDefinition");

  /** Go types print these without being asked. */
  private static final Set<String> EMPTY_MEANS_NOTHING =
      Set.of("resources", "strategy", "updateStrategy", "securityContext");

  /** What {@code kubectl apply} leaves behind: a copy of the object, values included. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final List<String> CHART_LABELS =
      List.of("helm.sh/chart", "chart", "app.kubernetes.io/version");

  private static final Set<String> WORKLOADS = Set.of("apps", "batch");

  private NormalForm() {}

  /**
   * The identity of a manifest in a change set: its normal form, the Kustomization and release that
   * apply it and whether that would prune it, so that a move between Kustomizations is a change.
   */
  public static Digest digest(Manifest manifest) {
    var digest =
        Digest.builder()
            .field(manifest.origin().kustomization().getBytes(StandardCharsets.UTF_8))
            .field(new byte[] {(byte) (manifest.prune() ? 1 : 0)})
            .field(canonicalText(of(manifest)).getBytes(StandardCharsets.UTF_8));
    if (manifest.origin().isFromChart()) {
      digest.field(manifest.origin().release().getBytes(StandardCharsets.UTF_8));
    }
    return digest.build();
  }

  /** The normal form; a copy, without any value of a Secret. */
  public static ObjectNode of(Manifest manifest) {
    var normal = copyOf(manifest.content(), manifest.key());
    normal.remove("status");
    normalizeMetadata(normal.path("metadata"));
    if (manifest.key().isA("", "Secret")) {
      digestSecretValues(normal);
    }
    if (manifest.origin().isFromChart()) {
      maskWhatChartsRepeat(normal);
    }
    return normal;
  }

  private static ObjectNode copyOf(ObjectNode node, ObjectKey key) {
    var copy = JsonNodeFactory.instance.objectNode();
    for (var field : node.properties()) {
      var name = field.getKey();
      var value = field.getValue();
      if (meansNothing(name, value, key)) {
        continue;
      }
      if (name.equals("caBundle") && KINDS_WITH_CA_BUNDLE.contains(key.kind())) {
        copy.put(name, MASK);
      } else if (name.equals("annotations") && value instanceof ObjectNode annotations) {
        copy.set(name, maskChecksums(annotations));
      } else {
        copy.set(name, copyOf(value, key));
      }
    }
    return copy;
  }

  private static JsonNode copyOf(JsonNode node, ObjectKey key) {
    return switch (node) {
      case ObjectNode object -> copyOf(object, key);
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(item -> copy.add(copyOf(item, key)));
        yield copy;
      }
      default -> node;
    };
  }

  private static boolean meansNothing(String field, JsonNode value, ObjectKey key) {
    if (value.isNull()) {
      return isBuiltIn(key.group());
    }
    return value.isObject()
        && value.isEmpty()
        && WORKLOADS.contains(key.group())
        && EMPTY_MEANS_NOTHING.contains(field);
  }

  /** Kubernetes' own API groups have no dot or end in {@code k8s.io}; there null means absent. */
  private static boolean isBuiltIn(String group) {
    return !group.contains(".")
        || (group.endsWith(".k8s.io") && !group.equals("gateway.networking.k8s.io"));
  }

  private static ObjectNode maskChecksums(ObjectNode annotations) {
    var copy = annotations.deepCopy();
    for (var name : List.copyOf(annotations.propertyStream().map(e -> e.getKey()).toList())) {
      if (name.startsWith("checksum/")) {
        copy.put(name, MASK);
      }
    }
    return copy;
  }

  /** After values became digests: which keys a certificate has is still compared. */
  private static void maskWhatChartsRepeat(ObjectNode object) {
    if (object.path("type").asText().equals("kubernetes.io/tls")
        && object.path("data") instanceof ObjectNode data) {
      data.properties().forEach(value -> value.setValue(TextNode.valueOf(MASK)));
    }
    maskChartLabels(object);
  }

  private static void maskChartLabels(JsonNode node) {
    if (node.path("metadata").path("labels") instanceof ObjectNode labels) {
      CHART_LABELS.stream().filter(labels::has).forEach(label -> labels.put(label, MASK));
    }
    node.forEach(NormalForm::maskChartLabels);
  }

  private static void normalizeMetadata(JsonNode node) {
    if (!(node instanceof ObjectNode metadata)) {
      return;
    }
    metadata.remove(OWNED_BY_SERVER);
    for (var field : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
      var value = metadata.path(field);
      if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
        metadata.remove(field);
      }
    }
  }

  private static void digestSecretValues(ObjectNode secret) {
    var values = new TreeMap<String, byte[]>();
    for (var field : secret.path("data").properties()) {
      values.put(field.getKey(), decoded(field.getValue()));
    }
    for (var field : secret.path("stringData").properties()) {
      values.put(field.getKey(), bytes(field.getValue()));
    }
    secret.remove(List.of("data", "stringData"));
    var digests = secret.putObject("data");
    values.forEach((name, value) -> digests.put(name, Digest.of(value).value()));
    if (secret.path("metadata").path("annotations") instanceof ObjectNode annotations
        && annotations.has(LAST_APPLIED)) {
      annotations.put(LAST_APPLIED, Digest.of(bytes(annotations.path(LAST_APPLIED))).value());
    }
  }

  private static byte[] decoded(JsonNode value) {
    try {
      return Base64.getDecoder().decode(value.asText().replaceAll("[\\r\\n]", ""));
    } catch (IllegalArgumentException notBase64) {
      return bytes(value);
    }
  }

  private static byte[] bytes(JsonNode value) {
    var text = value.isValueNode() ? value.asText() : canonicalText(value);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** JSON with sorted keys and one spelling per number. */
  static String canonicalText(JsonNode node) {
    var text = new StringBuilder();
    write(node, text);
    return text.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node) {
      case ObjectNode object -> writeObject(object, out);
      case ArrayNode array -> {
        out.append('[');
        for (var item : array) {
          write(item, out);
          out.append(',');
        }
        out.append(']');
      }
      default -> out.append(scalar(node));
    }
  }

  private static void writeObject(ObjectNode object, StringBuilder out) {
    var sorted = new TreeMap<String, JsonNode>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    out.append('{');
    sorted.forEach(
        (name, value) -> {
          out.append(TextNode.valueOf(name)).append(':');
          write(value, out);
          out.append(',');
        });
    out.append('}');
  }

  private static String scalar(JsonNode node) {
    if (node.isNumber() && !Double.isNaN(node.asDouble()) && !Double.isInfinite(node.asDouble())) {
      var number = node.decimalValue().stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.unscaledValue() + "e" + -number.scale();
    }
    return node.toString();
  }
}
