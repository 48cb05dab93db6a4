package dev.headgate.runtime.apply;

import dev.headgate.core.change.ObjectKey;
import java.util.Optional;
import java.util.Set;

/** What no sandbox is given, with the reason in words. */
final class Unsuitable {

  private static final Set<String> RUNS_THE_TREE_ITSELF =
      Set.of(
          "kustomize.toolkit.fluxcd.io",
          "helm.toolkit.fluxcd.io",
          "source.toolkit.fluxcd.io",
          "notification.toolkit.fluxcd.io",
          "image.toolkit.fluxcd.io",
          "source.extensions.fluxcd.io",
          "fluxcd.controlplane.io",
          "headgate.dev");

  private Unsuitable() {}

  static Optional<String> why(ObjectKey key) {
    if (RUNS_THE_TREE_ITSELF.contains(key.group())) {
      return Optional.of(
          key.kind().equals("HelmRelease")
              ? "the chart of a HelmRelease is not rendered here"
              : "a Flux object; the sandbox gets what it stands for, not the object");
    }
    return key.isA("", "Namespace") && key.name().equals(Labels.NAMESPACE)
        ? Optional.of("the namespace of the inventories")
        : Optional.empty();
  }
}
