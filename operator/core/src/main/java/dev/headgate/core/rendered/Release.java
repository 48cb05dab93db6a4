package dev.headgate.core.rendered;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.HelmCharts;
import java.util.Optional;

/**
 * A HelmRelease, and what helm-controller makes of its names.
 *
 * @param name of the Helm release
 * @param namespace in which what it renders lands unless it says otherwise
 * @param kustomization that applies the HelmRelease
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#release-name">release name</a>
 */
public record Release(ObjectKey key, String name, String namespace, String kustomization) {

  /** Empty when the manifest is of another kind. */
  public static Optional<Release> of(Manifest manifest) {
    if (!HelmCharts.isHelmRelease(manifest)) {
      return Optional.empty();
    }
    var key = manifest.key();
    var spec = manifest.content().path("spec");
    var target = spec.path("targetNamespace").asText("");
    var given = spec.path("releaseName").asText("");
    var composed = target.isEmpty() ? key.name() : target + "-" + key.name();
    return Optional.of(
        new Release(
            key,
            given.isEmpty() ? composed : given,
            target.isEmpty() ? key.namespace() : target,
            manifest.origin().kustomization()));
  }
}
