package dev.headgate.core.ground;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Objects of the host as a sandbox gets them: without what ties them to the host. */
final class Copy {

  private static final String PLACEHOLDER = "placeholder";
  private static final String NO_REGISTRY = "{\"auths\":{}}";

  private Copy() {}

  /** All but status, owners, finalizers, and whoever applied it here. */
  static Manifest of(ObjectKey key, ObjectNode found) {
    var content = found.deepCopy();
    content.remove("status");
    content.remove("immutable");
    content.set("metadata", metadata(key, found));
    if (key.kind().equals("CustomResourceDefinition")) {
      // The webhook that converts is not there.
      ((ObjectNode) content.path("spec")).remove("conversion");
    }
    return manifest(key, content);
  }

  /** The same without values. */
  static Manifest withoutValues(ObjectKey key, ObjectNode found) {
    var keys = new TreeSet<String>();
    found.path("data").fieldNames().forEachRemaining(keys::add);
    return placeholder(key, new SecretNeed(found.path("type").asText(SecretNeed.OPAQUE), keys));
  }

  /** A Secret that nobody brings. */
  static Manifest placeholder(ObjectKey key, SecretNeed need) {
    var content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "v1").put("kind", "Secret").put("type", need.type());
    content.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
    var data = content.putObject("data");
    need.keys().forEach(field -> data.put(field, encoded(value(field))));
    return manifest(key, content);
  }

  private static String value(String field) {
    return field.equals(".dockerconfigjson") ? NO_REGISTRY : PLACEHOLDER;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode metadata(ObjectKey key, ObjectNode found) {
    var metadata = JsonNodeFactory.instance.objectNode().put("name", key.name());
    if (!key.namespace().isEmpty()) {
      metadata.put("namespace", key.namespace());
    }
    keep(metadata, found, "labels", name -> !isOfTheHost(name));
    keep(metadata, found, "annotations", Copy::decidesHowItIsRead);
    return metadata;
  }

  private static void keep(
      ObjectNode metadata, ObjectNode found, String field, Predicate<String> wanted) {
    var kept = JsonNodeFactory.instance.objectNode();
    for (var entry : found.path("metadata").path(field).properties()) {
      if (wanted.test(entry.getKey())) {
        kept.set(entry.getKey(), entry.getValue());
      }
    }
    if (!kept.isEmpty()) {
      metadata.set(field, kept);
    }
  }

  /** Whose it is here it is not there: Flux, Helm and Headgate itself go by these. */
  private static boolean isOfTheHost(String label) {
    return label.startsWith("kubernetes.io/metadata.name")
        || label.contains("toolkit.fluxcd.io/")
        || label.startsWith("headgate.dev/")
        || label.startsWith("app.kubernetes.io/managed-by");
  }

  /** Without the first the API server takes no definition in a group of Kubernetes. */
  private static boolean decidesHowItIsRead(String annotation) {
    return annotation.equals("api-approved.kubernetes.io")
        || annotation.endsWith("/is-default-class");
  }

  private static Manifest manifest(ObjectKey key, ObjectNode content) {
    return new Manifest(key, content.path("apiVersion").asText("v1"), content, Origin.INLINE, true);
  }
}
