package dev.headgate.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Test data. */
public final class Given {

  private static final Origin SOMEWHERE = new Origin("flux-system/apps", "apps.yaml");

  private Given() {}

  /** The objects of a YAML stream, all of one Kustomization that prunes. */
  public static Manifests manifests(String yaml) {
    return manifestsOf(SOMEWHERE, yaml);
  }

  public static Manifests manifestsOf(Origin origin, String yaml) {
    var manifests = new ArrayList<Manifest>();
    for (var document :
        new Documents(Limits.Yaml.STANDARD)
            .read(origin.file(), yaml.getBytes(StandardCharsets.UTF_8))) {
      manifests.add(manifest(origin, (ObjectNode) document.content()));
    }
    return Manifests.of(manifests);
  }

  private static Manifest manifest(Origin origin, ObjectNode content) {
    var apiVersion = content.path("apiVersion").asText();
    var slash = apiVersion.indexOf('/');
    var key =
        new ObjectKey(
            slash < 0 ? "" : apiVersion.substring(0, slash),
            content.path("kind").asText(),
            content.at("/metadata/namespace").asText(""),
            content.at("/metadata/name").asText());
    return new Manifest(key, apiVersion, content, origin, true);
  }

  public static Manifest only(Manifests manifests) {
    return manifests.all().iterator().next();
  }
}
