package dev.headgate.runtime.check;

import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Who may do what on the host of a test: accounts with few rights, and policies of one namespace.
 */
final class HostRules {

  private HostRules() {}

  static KubernetesClient account(TestNamespace namespace, String resource) {
    var admin = namespace.cluster().client();
    var name = "dry-run-" + namespace.name();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("dry-run")
                .withNamespace(namespace.name())
                .endMetadata()
                .build())
        .serverSideApply();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs("get", "create", "patch", "delete")
                .endRule()
                .build())
        .serverSideApply();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                .addNewSubject("", "ServiceAccount", "dry-run", namespace.name())
                .build())
        .serverSideApply();
    return namespace.cluster().clientAs(namespace.name(), "dry-run");
  }

  /** A policy for ConfigMaps of one namespace. */
  static void policy(
      KubernetesClient admin, TestNamespace namespace, String name, String expression) {
    admin
        .load(
            stream(
                """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}
                  validations: [{expression: "%3$s"}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s, validationActions: [Deny]}
                """
                    .formatted(name, namespace.name(), expression)))
        .serverSideApply();
  }

  static void removePolicy(KubernetesClient admin, String name) {
    admin.admissionRegistration().v1().validatingAdmissionPolicyBindings().withName(name).delete();
    admin.admissionRegistration().v1().validatingAdmissionPolicies().withName(name).delete();
  }

  static InputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
