package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
          fires(
              MEDIUM,
              "RbacWidened",
              "secrets of one namespace",
              "",
              role("get", "secrets").replace("kind: ClusterRole", "kind: Role")),
          calm(
              "RbacWidened",
              "another label",
              role("get", "pods"),
              role("get", "pods").replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "RbacWidened",
              "what names the one object that it may get",
              role("get", "pods"),
              object(
                  ROLE,
                  "rules: [{apiGroups: [''], resources: [pods], resourceNames: [a], verbs: [get]}]")),
          calm(
              "RbacWidened",
              "what every group covered",
              object(ROLE, "rules: [{apiGroups: ['*'], resources: [pods], verbs: [get]}]"),
              object(ROLE, "rules: [{apiGroups: [a.b], resources: [pods], verbs: [get]}]")),
          calm(
              "RbacWidened",
              "what every resource covered",
              object(ROLE, "rules: [{apiGroups: [a.b], resources: ['*'], verbs: [get]}]"),
              object(ROLE, "rules: [{apiGroups: [a.b], resources: [pods], verbs: [get]}]")),
          fires(
              MEDIUM,
              "RbacWidened",
              "more than can be named",
              "",
              object(ROLE, "rules: [{apiGroups: [a.b], resources: [c], verbs: [d, e, f, g]}]")),
          fires(
              MEDIUM,
              "RbacWidened",
              "as many as can be named",
              "",
              object(ROLE, "rules: [{apiGroups: [a.b], resources: [c], verbs: [d, e, f]}]")),
          fires(
              MEDIUM,
              "RbacWidened",
              "other roles that it collects",
              object(ROLE, "aggregationRule: {a: 1}\nrules: []"),
              object(ROLE, "aggregationRule: {a: 2}\nrules: []")),
          fires(HIGH, "RbacWidened", "too many to compare", "", object(ROLE, manyRules(2_001))),
          fires(
              HIGH,
              "RbacWidened",
              "too many, since each has a name",
              "",
              object(
                  ROLE,
                  manyRules(1_001).replace("verbs: [get]", "verbs: [get], resourceNames: [x, y]"))),
          fires(
              HIGH,
              "RbacWidened",
              "too many, URLs among them",
              "",
              object(
                  ROLE,
                  manyRules(1_500)
                      .replace(
                          "verbs: [get]",
                          "verbs: [get], nonResourceURLs: [%s]".formatted(urls(600))))),
          fires(MEDIUM, "RbacWidened", "just not too many", "", object(ROLE, manyRules(2_000))),
          calm(
              "RbacWidened",
              "too many that stay as they are",
              object(ROLE, manyRules(2_001)),
              object(ROLE, manyRules(2_001)).replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "RbacWidened",
              "another kind with rules",
              "",
              object(
                  "example.org/v1 Game g",
                  "rules: [{apiGroups: [a], resources: [b], verbs: [c]}]")),
          fires(
              MEDIUM,
              "RbacBound",
              "cluster-admin of one namespace",
              "",
              binding("cluster-admin", "a").replace("ClusterRoleBinding", "RoleBinding")),
          fires(
              MEDIUM,
              "RbacBound",
              "a group more",
              binding("view", "a"),
              binding("view", "a").replace("subjects: [", "subjects: [{kind: Group, name: all}, ")),
          calm(
              "RbacBound",
              "another label",
              binding("view", "a"),
              binding("view", "a").replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "RbacBound",
              "another kind with subjects",
              "",
              binding("view", "a").replace("ClusterRoleBinding", "School")),
          fires(
              MEDIUM,
              "Webhook",
              "one over all pods that lets pass while it is down",
              "",
              webhook("{failurePolicy: Ignore, rules: [{apiGroups: [''], resources: [pods]}]}")),
          fires(
              HIGH,
              "Webhook",
              "one over every group",
              "",
              webhook("{rules: [{apiGroups: [\"*\"], resources: [things]}]}")),
          calm(
              "Webhook",
              "another group's kind of that name",
              "",
              webhook("{}").replace("admissionregistration.k8s.io", "example.org")),
          fires(
              MEDIUM,
              "AdmissionPolicy",
              "one over everything that lets pass when it cannot judge",
              "",
              object(
                  ADMISSION + "ValidatingAdmissionPolicy all",
                  "spec: {failurePolicy: Ignore, matchConstraints: {resourceRules: [{apiGroups:"
                      + " ['*']}]}}")),
          calm(
              "AdmissionPolicy",
              "another group's kind of that name",
              "",
              object("example.org/v1 ValidatingAdmissionPolicy all", "spec: {}")),
          fires(
              HIGH,
              "PriorityClass",
              "the one that was for all",
              object("scheduling.k8s.io/v1 PriorityClass low", "globalDefault: true"),
              object("scheduling.k8s.io/v1 PriorityClass low", "globalDefault: false")),
          calm(
              "Namespace",
              "another annotation",
              namespace("a: b"),
              namespace("a: b").replace("{labels", "{annotations: {c: d}, labels")),
          fires(
              MEDIUM,
              "Namespace",
              "one label less and one more",
              namespace("z: b, same: s"),
              namespace("a: b, same: s")),
          calm(
              "Namespace",
              "the labels of something else",
              namespace("a: b").replace("kind: Namespace", "kind: Node"),
              namespace("a: c").replace("kind: Namespace", "kind: Node")),
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

  /** So many grants in one rule. */
  private static String manyRules(int count) {
    return "rules: [{apiGroups: [a.b], verbs: [get], resources: [%s]}]"
        .formatted(
            IntStream.range(0, count).mapToObj(n -> "r" + n).collect(Collectors.joining(", ")));
  }

  private static String urls(int count) {
    return IntStream.range(0, count).mapToObj(n -> "/u" + n).collect(Collectors.joining(", "));
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
