package dev.headgate.chart;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** Objects named {@code intruder} that must never be there, and those named {@code there}. */
final class Intruders {

  static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: intruder, namespace: "{ns}"}
      """;
  static final String JSON_PATCH =
      "[{\"op\": \"add\", \"path\": \"/data\", \"value\": {\"a\": \"c\"}}]";
  static final String DEPLOYMENT = deployment("intruder", 1);
  static final String TAKEN_OVER = deployment("there", 3);
  static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: intruder, namespace: "{ns}"}
      spec: {containers: [{name: c, image: i}]}
      """;
  static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: intruder, namespace: "{ns}"}
      spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
      """;
  static final String SERVICE_ACCOUNT =
      "{apiVersion: v1, kind: ServiceAccount, metadata: {name: intruder}}";
  static final String NAMESPACE =
      "{apiVersion: v1, kind: Namespace, metadata: {name: \"intruder-{ns}\"}}";
  static final String NETWORK_POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: intruder}
      spec: {podSelector: {}, ingress: [{}]}
      """;
  static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: intruders.example.org}
      spec:
        group: example.org
        names: {kind: Intruder, plural: intruders}
        scope: Namespaced
        versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
      """;
  static final String API_SERVICE =
      """
      apiVersion: apiregistration.k8s.io/v1
      kind: APIService
      metadata: {name: v1.intruder.example.org}
      spec:
        {group: intruder.example.org, version: v1, groupPriorityMinimum: 10, versionPriority: 10,
        insecureSkipTLSVerify: true, service: {name: intruder, namespace: "{ns}"}}
      """;
  static final String ROLE_IT_HAS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: intruder}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
      """;
  static final String ROLE_IT_HAS_NOT = ROLE_IT_HAS.replace("configmaps", "secrets");
  static final String ADMIN_BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: intruder}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects: [{kind: ServiceAccount, name: headgate-dry-run, namespace: flux-system}]
      """;
  static final String GIT_REPOSITORY = gitRepository("intruder");
  static final String GATE =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: PromotionGate
      metadata: {name: intruder}
      spec: {kustomizationRef: {name: cluster}}
      """;
  static final String CHANGE_REQUEST =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: ChangeRequest
      metadata: {name: intruder}
      spec: {manifests: {inline: "{}"}}
      """;
  static final String REVIEW =
      """
      apiVersion: authorization.k8s.io/v1
      kind: SelfSubjectAccessReview
      spec: {resourceAttributes: {verb: delete, resource: configmaps, namespace: "{ns}"}}
      """;
  static final String EVICTION =
      "{apiVersion: policy/v1, kind: Eviction, metadata: {name: there, namespace: \"{ns}\"}}";
  static final String BINDING =
      "{apiVersion: v1, kind: Binding, metadata: {name: there}, target: {name: any}}";
  static final String TOKEN_REQUEST =
      "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}";
  static final String SECRET = "{apiVersion: v1, kind: Secret, metadata: {name: intruder}}";

  private Intruders() {}

  /** Returns when no controller has anything more to say about them. */
  static void makeVictims(KubernetesClient admin, String namespace) {
    var victims =
        String.join(
            "---\n",
            CONFIG_MAP.replace("intruder", "there"),
            POD.replace("intruder", "there").replace("spec: {", "spec: {schedulerName: nobody, "),
            deployment("there", 0),
            gitRepository("there"));
    var stream =
        new ByteArrayInputStream(
            victims.replace("{ns}", namespace).getBytes(StandardCharsets.UTF_8));
    admin.load(stream).inNamespace(namespace).serverSideApply();
    await("controllers are done")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin.configMaps().inNamespace(namespace).withName("kube-root-ca.crt").get() != null
                    && isRolledOut(admin, namespace));
  }

  private static boolean isRolledOut(KubernetesClient admin, String namespace) {
    return Objects.requireNonNull(
            admin.apps().deployments().inNamespace(namespace).withName("there").get())
        .getStatus()
        .getConditions()
        .stream()
        .anyMatch(condition -> "NewReplicaSetAvailable".equals(condition.getReason()));
  }

  private static String deployment(String name, int replicas) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s, namespace: "{ns}"}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec: {containers: [{name: c, image: i}]}
    """
        .formatted(name, replicas);
  }

  private static String gitRepository(String name) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: %s, namespace: "{ns}"}
    spec: {url: "https://git.example/home.git", interval: 1h, ref: {branch: main}}
    """
        .formatted(name);
  }
}
