package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A source object as it was read, with its status of that moment. */
record Source(SourceKind kind, String namespace, String name, JsonNode spec, JsonNode status) {

  /**
   * The local folder of {@code spec.url}.
   *
   * @throws IllegalArgumentException if it is on another host
   */
  Path folder(String scheme) {
    var url = spec.path("url").asText();
    var uri = URI.create(url);
    if (!"localhost".equals(uri.getHost())) {
      throw new IllegalArgumentException(
          "spec.url is %s; only %s://localhost/<folder> is served".formatted(url, scheme));
    }
    return Path.of(uri.getPath());
  }

  String path(String file) {
    return kind.path(namespace, name, file);
  }

  boolean shows(String revision) {
    return status.at("/artifact/revision").asText().equals(revision);
  }

  /** The annotations of the artifact that it shows. */
  Map<String, String> metadata() {
    var metadata = new HashMap<String, String>();
    status
        .at("/artifact/metadata")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    return metadata;
  }
}
