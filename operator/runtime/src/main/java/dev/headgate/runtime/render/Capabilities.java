package dev.headgate.runtime.render;

import java.util.List;
import java.util.Optional;

/**
 * What charts are told of the cluster.
 *
 * @param kubeVersion empty: what Helm takes for one
 * @param apiVersions {@code group/version} and {@code group/version/Kind}, beside those that Helm
 *     knows
 */
public record Capabilities(Optional<String> kubeVersion, List<String> apiVersions) {

  public static final Capabilities UNKNOWN = new Capabilities(Optional.empty(), List.of());

  public Capabilities {
    apiVersions = List.copyOf(apiVersions);
  }
}
