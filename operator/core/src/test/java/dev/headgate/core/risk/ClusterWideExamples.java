package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;

final class ClusterWideExamples {

  private static final String ROLE = "rbac.authorization.k8s.io/v1 ClusterRole r";
  private static final String ADMISSION = "admissionregistration.k8s.io/v1 ";

  static final List<Example> ALL =
      List.of(
          fires(MEDIUM, "RbacWidened", "one more verb", role("get", "pods"), role("list", "pods")),
          fires(HIGH, "RbacWidened", "every verb", role("get", "pods"), role("\"*\"", "pods")),
          fires(HIGH, "RbacWidened", "a new role that reads secrets", "", role("get", "secrets")),
          calm(
              "RbacWidened", "what a wildcard covered", role("\"*\"", "pods"), role("get", "pods")),
          fires(
              MEDIUM,
              "RbacWidened",
              "a URL, which no wildcard over resources covers",
              object(ROLE, "rules: [{apiGroups: ['*'], resources: ['*'], verbs: [get]}]"),
              object(
                  ROLE,
                  "rules: [{apiGroups: ['*'], resources: ['*'], verbs: [get]},"
                      + " {nonResourceURLs: [/metrics], verbs: [get]}]")),
          calm("RbacWidened", "a role that goes", role("get", "pods"), ""),
          fires(HIGH, "RbacBound", "one more cluster-admin", "", binding("cluster-admin", "a")),
          fires(MEDIUM, "RbacBound", "another role", binding("view", "a"), binding("edit", "a")),
          calm("RbacBound", "nobody any more", binding("view", "a"), ""),
          fires(
              HIGH,
              "Webhook",
              "one over all pods that fails closed",
              "",
              webhook("{failurePolicy: Fail, rules: [{apiGroups: [\"\"], resources: [pods]}]}")),
          fires(
              MEDIUM,
              "Webhook",
              "one over its own kind",
              "",
              webhook("{rules: [{apiGroups: [example.org], resources: [things]}]}")),
          calm("Webhook", "a Service", "", object("v1 Service web/app", "spec: {}")),
          fires(
              HIGH,
              "AdmissionPolicy",
              "one over everything",
              "",
              object(
                  ADMISSION + "ValidatingAdmissionPolicy all",
                  "spec: {matchConstraints: {resourceRules: [{apiGroups: [\"*\"]}]}}")),
          fires(
              MEDIUM,
              "AdmissionPolicy",
              "a binding",
              "",
              object(ADMISSION + "ValidatingAdmissionPolicyBinding some", "spec: {}")),
          calm("AdmissionPolicy", "a webhook", "", webhook("{}")),
          fires(
              HIGH,
              "ClusterKind",
              "an APIService",
              "",
              object("apiregistration.k8s.io/v1 APIService v1.example.org", "spec: {}")),
          fires(
              HIGH,
              "ClusterKind",
              "another reclaim policy",
              object("storage.k8s.io/v1 StorageClass fast", "reclaimPolicy: Retain"),
              object("storage.k8s.io/v1 StorageClass fast", "reclaimPolicy: Delete")),
          fires(
              MEDIUM,
              "ClusterKind",
              "a ClusterIssuer",
              "",
              object("cert-manager.io/v1 ClusterIssuer main", "spec: {}")),
          calm(
              "ClusterKind",
              "an Issuer",
              "",
              object("cert-manager.io/v1 Issuer web/a", "spec: {}")),
          fires(
              HIGH,
              "PriorityClass",
              "the one for all",
              "",
              object("scheduling.k8s.io/v1 PriorityClass low", "globalDefault: true")),
          fires(
              MEDIUM,
              "PriorityClass",
              "one of many",
              "",
              object("scheduling.k8s.io/v1 PriorityClass low", "value: 1")),
          calm(
              "PriorityClass", "a Pod", "", object("v1 Pod web/a", "spec: {priorityClassName: a}")),
          fires(
              MEDIUM,
              "Namespace",
              "another level of pod security",
              namespace("pod-security.kubernetes.io/enforce: restricted"),
              namespace("pod-security.kubernetes.io/enforce: privileged")),
          calm("Namespace", "a new one", "", namespace("a: b")));

  private static String role(String verb, String resource) {
    return object(
        "rbac.authorization.k8s.io/v1 ClusterRole r",
        "rules: [{apiGroups: [\"\"], resources: [%s], verbs: [%s]}]".formatted(resource, verb));
  }

  private static String binding(String role, String account) {
    return object(
        "rbac.authorization.k8s.io/v1 ClusterRoleBinding b",
        "roleRef: {name: %s}\nsubjects: [{kind: ServiceAccount, namespace: web, name: %s}]"
            .formatted(role, account));
  }

  private static String webhook(String hook) {
    return object(ADMISSION + "ValidatingWebhookConfiguration w", "webhooks: [%s]".formatted(hook));
  }

  private static String namespace(String label) {
    return object("v1 Namespace web", "")
        .replace("metadata: {", "metadata: {labels: {%s}, ".formatted(label));
  }

  private ClusterWideExamples() {}
}
