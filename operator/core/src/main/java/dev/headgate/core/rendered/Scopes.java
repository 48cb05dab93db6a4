package dev.headgate.core.rendered;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds live in namespaces, as far as that can be told without a cluster: Kubernetes' own,
 * and those whose definition is among the objects.
 */
final class Scopes {

  private static final Set<String> CLUSTER =
      Set.of(
          "/Namespace",
          "/Node",
          "/PersistentVolume",
          "admissionregistration.k8s.io/MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
          "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
          "admissionregistration.k8s.io/MutatingAdmissionPolicy",
          "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
          "apiextensions.k8s.io/CustomResourceDefinition",
          "apiregistration.k8s.io/APIService",
          "certificates.k8s.io/CertificateSigningRequest",
          "flowcontrol.apiserver.k8s.io/FlowSchema",
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
          "networking.k8s.io/IngressClass",
          "node.k8s.io/RuntimeClass",
          "rbac.authorization.k8s.io/ClusterRole",
          "rbac.authorization.k8s.io/ClusterRoleBinding",
          "resource.k8s.io/DeviceClass",
          "resource.k8s.io/ResourceSlice",
          "scheduling.k8s.io/PriorityClass",
          "storage.k8s.io/CSIDriver",
          "storage.k8s.io/CSINode",
          "storage.k8s.io/StorageClass",
          "storage.k8s.io/VolumeAttachment",
          "storage.k8s.io/VolumeAttributesClass");

  private final Map<String, Boolean> namespacedByKind = new HashMap<>();

  Scopes(Collection<Manifest> objects) {
    for (Manifest object : objects) {
      if (object.key().isA("apiextensions.k8s.io", "CustomResourceDefinition")) {
        var spec = object.content().path("spec");
        namespacedByKind.put(
            spec.path("group").asText() + "/" + spec.at("/names/kind").asText(),
            spec.path("scope").asText().equals("Namespaced"));
      }
    }
  }

  /** Whether objects of the kind certainly live in namespaces. */
  boolean isNamespaced(ObjectKey key) {
    var kind = key.group() + "/" + key.kind();
    var builtIn = !key.group().contains(".") || key.group().endsWith(".k8s.io");
    return namespacedByKind.getOrDefault(kind, builtIn && !CLUSTER.contains(kind));
  }
}
