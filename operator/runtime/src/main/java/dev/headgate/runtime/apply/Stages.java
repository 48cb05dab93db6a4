package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The order in which Flux applies a set (fluxcd/pkg {@code ssa}, {@code ApplyAllStaged} and {@code
 * ReconcileOrder}): what others are made of first, what could refuse others last.
 */
enum Stages {
  /** What other objects' kinds, places and rights are made of; waited for. */
  DEFINITIONS,
  CLASSES,
  OBJECTS,
  /** Last, because their backends are among the objects. */
  WEBHOOKS;

  private static final Set<String> DEFINING =
      Set.of("CustomResourceDefinition", "Namespace", "ClusterRole");

  private static final List<String> ORDER =
      List.of(
          "CustomResourceDefinition",
          "Namespace",
          "ClusterRole",
          "ClusterRoleBinding",
          "ResourceQuota",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ConfigMap",
          "Secret",
          "Service",
          "LimitRange",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");

  static Stages of(ObjectKey key) {
    if (DEFINING.contains(key.kind())) {
      return DEFINITIONS;
    }
    if (key.group().equals("admissionregistration.k8s.io")) {
      return WEBHOOKS;
    }
    return key.kind().endsWith("Class") ? CLASSES : OBJECTS;
  }

  /** Within a stage; kinds that the order does not name go after those it does. */
  private static int rank(ObjectKey key) {
    var rank = ORDER.indexOf(key.kind());
    return rank < 0 ? ORDER.size() : rank;
  }

  static final Comparator<ObjectKey> APPLY_ORDER =
      Comparator.<ObjectKey, Stages>comparing(Stages::of)
          .thenComparingInt(Stages::rank)
          .thenComparing(Comparator.naturalOrder());

  List<Manifest> of(Collection<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> of(manifest.key()) == this)
        .sorted(Comparator.comparing(Manifest::key, APPLY_ORDER))
        .toList();
  }
}
