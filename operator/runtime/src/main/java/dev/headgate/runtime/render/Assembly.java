package dev.headgate.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.Encrypted;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.KustomizationFile;
import dev.headgate.core.flux.PostBuild;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What kustomize-controller does with the output of one build before it applies it, in its order:
 * decryption (which here is masking), substitution, common metadata.
 */
final class Assembly {

  private static final String PRUNE = FluxKustomization.GROUP + "/prune";

  private final FluxKustomization flux;
  private final String folder;
  private final PostBuild postBuild;
  private final Limits.Yaml limits;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  Assembly(FluxKustomization flux, String folder, PostBuild postBuild, Limits.Yaml limits) {
    this.flux = flux;
    this.folder = folder;
    this.postBuild = postBuild;
    this.limits = limits;
  }

  BuildOutcome.Built of(byte[] output) {
    for (Document document : new Documents(limits).read(flux.key().toString(), output)) {
      if (!(document.content() instanceof ObjectNode object)) {
        throw new RefusedInputException(document.place(), "no mapping", "a Kubernetes object");
      }
      add(object);
    }
    return new BuildOutcome.Built(manifests, gaps, output.length);
  }

  private void add(ObjectNode object) {
    var origin = new Origin(flux.id(), takeFile(object));
    var place =
        "%s (%s %s)"
            .formatted(
                origin.file(),
                object.path("kind").asText(),
                object.path("metadata").path("name").asText());
    boolean encrypted = Encrypted.mask(object);
    var substituted = postBuild.apply(place, object, limits);
    addCommonMetadata(substituted.object());
    var manifest = ManifestReader.manifest(place, substituted.object(), origin);
    manifests.add(
        new Manifest(
            manifest.key(), manifest.apiVersion(), manifest.content(), origin, prunes(manifest)));
    tellGaps(manifest, encrypted, substituted);
  }

  private void tellGaps(Manifest manifest, boolean encrypted, PostBuild.Result substituted) {
    var subject = manifest.key().toString();
    if (encrypted) {
      gaps.add(new Gap(Gap.Kind.PLACEHOLDER, subject, "values encrypted with SOPS are not known"));
    }
    if (!substituted.missing().isEmpty()) {
      gaps.add(
          new Gap(
              Gap.Kind.UNRESOLVED_VARIABLE,
              subject,
              "no value at hand for postBuild variables "
                  + String.join(", ", substituted.missing())));
    }
  }

  /** Removes kustomize's origin annotation and gives the path it names, seen from the root. */
  private String takeFile(ObjectNode object) {
    if (!(object.path("metadata").path("annotations") instanceof ObjectNode annotations)) {
      return folder;
    }
    var origin = annotations.remove(KustomizationFile.ORIGIN_ANNOTATION);
    if (annotations.isEmpty() && object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("annotations");
    }
    if (origin == null) {
      return folder;
    }
    return origin
        .asText()
        .lines()
        .filter(line -> line.startsWith("path: ") || line.startsWith("configuredIn: "))
        .findFirst()
        .flatMap(line -> TreePath.resolve(folder, line.substring(line.indexOf(' ') + 1)))
        .orElse(folder);
  }

  private void addCommonMetadata(ObjectNode object) {
    for (var field : List.of("labels", "annotations")) {
      Map<String, String> common = flux.commonMetadata(field);
      if (!common.isEmpty() && object.get("metadata") instanceof ObjectNode metadata) {
        var target =
            metadata.get(field) instanceof ObjectNode there ? there : metadata.putObject(field);
        common.forEach(target::put);
      }
    }
  }

  private boolean prunes(Manifest manifest) {
    JsonNode metadata = manifest.content().path("metadata");
    return flux.prunes()
        && !metadata.path("annotations").path(PRUNE).asText().equals("disabled")
        && !metadata.path("labels").path(PRUNE).asText().equals("disabled");
  }
}
