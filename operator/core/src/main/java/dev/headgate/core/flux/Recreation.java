package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;

/**
 * Whether Flux deletes an object and makes it anew when its new form changes what cannot be changed
 * (fluxcd/pkg {@code ssa}, {@code shouldForceApply}): the object says so itself, or {@code
 * spec.force} of its Kustomization does.
 */
public final class Recreation {

  private static final String FORCE = FluxKustomization.GROUP + "/force";

  private Recreation() {}

  /** A Kustomization that {@code all} does not hold is not known to allow it. */
  public static boolean isAllowed(Manifest manifest, Manifests all) {
    var metadata = manifest.content().path("metadata");
    return isEnabled(metadata.path("annotations"))
        || isEnabled(metadata.path("labels"))
        || (!manifest.origin().isFromChart() && isForced(manifest.origin().kustomization(), all));
  }

  private static boolean isEnabled(JsonNode labels) {
    return labels.path(FORCE).asText().equalsIgnoreCase("enabled");
  }

  private static boolean isForced(String kustomization, Manifests all) {
    var slash = kustomization.indexOf('/');
    return slash > 0
        && all.get(
                new ObjectKey(
                    FluxKustomization.GROUP,
                    "Kustomization",
                    kustomization.substring(0, slash),
                    kustomization.substring(slash + 1)))
            .filter(flux -> flux.content().at("/spec/force").asBoolean(false))
            .isPresent();
  }
}
