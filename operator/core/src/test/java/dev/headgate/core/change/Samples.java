package dev.headgate.core.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Manifests for tests, written as JSON with single quotes. */
public final class Samples {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A manifest that the Kustomization {@code flux-system/apps} applies and prunes. */
  public static Manifest manifest(String text) {
    return manifest(text, "flux-system/apps", true);
  }

  public static Manifest manifest(String text, String kustomization, boolean prune) {
    var content = json(text);
    var apiVersion = content.path("apiVersion").asText();
    var slash = apiVersion.indexOf('/');
    var key =
        new ObjectKey(
            slash < 0 ? "" : apiVersion.substring(0, slash),
            content.path("kind").asText(),
            content.path("metadata").path("namespace").asText(),
            content.path("metadata").path("name").asText());
    return new Manifest(key, apiVersion, content, new Origin(kustomization, "apps.yaml"), prune);
  }

  public static Manifests manifests(Manifest... manifests) {
    return Manifests.of(List.of(manifests));
  }

  public static Manifest configMap(String name, String value) {
    return manifest(
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s'},'data':{'k':'%s'}}"
            .formatted(name, value));
  }
}
