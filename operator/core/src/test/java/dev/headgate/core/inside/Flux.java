package dev.headgate.core.inside;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objects of Flux for tests. */
final class Flux {

  static final SourceRef SOURCE = new SourceRef("GitRepository", "flux", "repo");
  static final String REVISION = "main@sha1:new";

  private Flux() {}

  static ObjectKey kustomization(String name) {
    return new ObjectKey(FluxKustomization.GROUP, FluxKustomization.KIND, "flux", name);
  }

  static ObjectKey release(String name) {
    return new ObjectKey("helm.toolkit.fluxcd.io", "HelmRelease", "shop", name);
  }

  /** A Kustomization of the gated source, of generation 2, with more lines. */
  static ObjectNode kustomization(String name, String more) {
    return json(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: %s, namespace: flux, generation: 2}
        spec: {path: ./apps, prune: true, sourceRef: {kind: GitRepository, name: repo}}
        """
                .formatted(name)
            + more);
  }

  /** Its status. */
  static String status(
      String ready, String reason, String message, String attempted, String applied) {
    return """
    status:
      lastAttemptedRevision: %s
      lastAppliedRevision: %s
      conditions:
      - {type: Ready, status: "%s", reason: %s, message: "%s", observedGeneration: 2}
    """
        .formatted(attempted, applied, ready, reason, message);
  }

  static ObjectNode release(String name, String more) {
    return json(
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: %s, namespace: shop, generation: 2}
        spec: {interval: 1h}
        """
                .formatted(name)
            + more);
  }

  static ObjectNode json(String yaml) {
    return read("", yaml).getFirst().content();
  }

  /** Objects that a Kustomization applies. */
  static Manifests of(String kustomization, String yaml) {
    return Manifests.of(read(kustomization, yaml));
  }

  static List<Manifest> read(String kustomization, String yaml) {
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(new Origin(kustomization, "a.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
  }
}
