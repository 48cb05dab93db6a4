package dev.headgate.core.risk;

import dev.headgate.core.change.ObjectKey;

/** Flux's API groups, and the kind that is easily mistaken for kustomize's own. */
public final class FluxKinds {

  public static final String SOURCE_GROUP = "source.toolkit.fluxcd.io";
  public static final String KUSTOMIZE_GROUP = "kustomize.toolkit.fluxcd.io";

  /** Of the operator that installs Flux. */
  static final String OPERATOR_GROUP = "fluxcd.controlplane.io";

  private FluxKinds() {}

  /** A Kustomization of Flux, not the file of that name. */
  public static boolean isKustomization(ObjectKey key) {
    return key.isA(KUSTOMIZE_GROUP, "Kustomization");
  }
}
