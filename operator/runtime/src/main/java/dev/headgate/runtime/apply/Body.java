package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Manifest;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.ServedKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is sent of a manifest: the manifest itself, marked as ours. */
record Body(String text) {

  /** Fields that belong to the server; Git holds them where somebody exported an object. */
  private static final List<String> OF_THE_SERVER =
      List.of("creationTimestamp", "managedFields", "resourceVersion", "uid", "generation");

  static Body of(Manifest manifest, ServedKind kind, String namespace, String changeUid) {
    var body = manifest.content().deepCopy();
    body.remove("status");
    var metadata = body.withObjectProperty("metadata");
    metadata.remove(OF_THE_SERVER);
    if (kind.namespaced()) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    mark(body, changeUid);
    // A StatefulSet's claims outlive it and carry only these labels.
    for (JsonNode claim : body.at("/spec/volumeClaimTemplates")) {
      if (claim instanceof ObjectNode template) {
        mark(template, changeUid);
      }
    }
    return new Body(Json.text(body));
  }

  /** Two bodies with one digest need not be sent twice. It never leaves the process. */
  Digest digest() {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void mark(ObjectNode object, String changeUid) {
    object
        .withObjectProperty("metadata")
        .withObjectProperty("labels")
        .put(Labels.CHANGE, changeUid);
  }
}
