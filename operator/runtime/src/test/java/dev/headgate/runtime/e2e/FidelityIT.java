package dev.headgate.runtime.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A sandbox that has of the host what the pool lets it have, and a verdict that says what it
 * lacked.
 */
@ExtendWith(InLab.class)
class FidelityIT {

  private static final String CANARY = "canary-8f2e41";

  private static final String POOL =
      """
      template:
        kubeconfig: {secretRef: {name: vcluster-dev}}
        fromHost:
          facts: true
          configMaps: [{name: cluster-settings}]
          secrets: [{name: real, values: Real}, {name: fake}, {name: hidden}]
        standIns: {secrets: true, addresses: true}
      """;

  @Test
  void shouldRunAChangeOnWhatTheHostHasAndAskPeopleAboutWhatWasPlayed(Lab lab) {
    try (var world =
        Gated.open(lab, "sandbox: {poolRef: {name: pool}}\napprovals: {gaps: [Placeholder]}\n")) {
      // given
      lab.giveSandbox(world.namespace());
      PoolWorld.applyPool(world, POOL);
      world.apply(host(world.namespace()));
      try {
        // when
        var commit = world.commit("an app", tree(world.namespace()));
        var seen = awaitInside(world);

        // then
        assertThat(seen)
            .isEqualTo(
                Map.of(
                    "cluster-settings", "blue",
                    "real", Map.of("password", CANARY),
                    "fake", Map.of("password", "placeholder", "user", "placeholder"),
                    "nobody", Map.of("token", "placeholder"),
                    "address", "192.0.2"));
        var proof = world.awaitVerdict(commit, "Passed", RiskLevel.MEDIUM);
        var deployment = "Deployment.apps/%s/web".formatted(world.namespace());
        var service = "Service/%s/web".formatted(world.namespace());
        assertThat(requireNonNull(proof.getStatus().verdict()).gaps())
            .filteredOn(gap -> !gap.kind().equals("NotChecked"))
            .extracting(Gap::kind, Gap::object, Gap::reason)
            .containsExactlyInAnyOrder(
                tuple(
                    "NotExercised",
                    service,
                    "no sandbox has its load balancer, so nobody came in from outside"),
                tuple("StandIn", service, "its address was one that leads nowhere, made up"),
                tuple(
                    "Placeholder",
                    deployment,
                    "it ran with placeholders in place of the values of Secret/%1$s/fake, Secret/%1$s/nobody"
                        .formatted(world.namespace())),
                tuple(
                    "NotCopied",
                    "Secret/%s/hidden".formatted(world.namespace()),
                    "Headgate lacks the right to read it"));
        world.awaitHeldBy(commit, "ApprovalsMissing");
        assertThat(Told.by(lab)).doesNotContain(CANARY);

        // when
        world.approve(commit, Crowd.ALICE);

        // then
        world.awaitLive(commit);
        SandboxWorld.awaitClean(world);
        assertThat(gadgets(lab.sandbox().client(), world.namespace())).isFalse();
      } finally {
        removeFromHost(lab.host().client(), world.namespace());
      }
    }
  }

  /** What the sandbox shows while the change runs in it, once all of it is there. */
  private static Map<String, Object> awaitInside(Gated world) {
    var sandbox = world.lab().sandbox().client();
    var namespace = world.namespace();
    var seen = new AtomicReference<Map<String, Object>>();
    world.awaitThat(
        "the change runs on what was copied",
        () -> {
          actOnGadget(sandbox, namespace);
          var service = sandbox.services().inNamespace(namespace).withName("web").get();
          if (service == null || service.getStatus().getLoadBalancer().getIngress().isEmpty()) {
            return false;
          }
          var address = service.getStatus().getLoadBalancer().getIngress().getFirst().getIp();
          seen.set(
              Map.of(
                  "cluster-settings",
                  sandbox
                      .configMaps()
                      .inNamespace(namespace)
                      .withName("cluster-settings")
                      .get()
                      .getData()
                      .get("color"),
                  "real",
                  values(sandbox, namespace, "real"),
                  "fake",
                  values(sandbox, namespace, "fake"),
                  "nobody",
                  values(sandbox, namespace, "nobody"),
                  "address",
                  address.substring(0, address.lastIndexOf('.'))));
          return hasActedOnGadget(sandbox, namespace);
        });
    return seen.get();
  }

  private static Map<String, String> values(
      KubernetesClient sandbox, String namespace, String name) {
    Secret secret = sandbox.secrets().inNamespace(namespace).withName(name).get();
    return secret.getData().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    new String(
                        Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8)));
  }

  /** A controller of the sandbox's own: what nobody acts on proves nothing. */
  private static void actOnGadget(KubernetesClient sandbox, String namespace) {
    if (gadgets(sandbox, namespace)) {
      sandbox
          .genericKubernetesResources(gadget(namespace))
          .inNamespace(namespace)
          .withName("one")
          .edit(
              one -> {
                one.setAdditionalProperty("status", Map.of("seen", true));
                return one;
              });
    }
  }

  private static boolean hasActedOnGadget(KubernetesClient sandbox, String namespace) {
    return gadgets(sandbox, namespace);
  }

  private static boolean gadgets(KubernetesClient sandbox, String namespace) {
    return sandbox
            .genericKubernetesResources(gadget(namespace))
            .inNamespace(namespace)
            .withName("one")
            .get()
        != null;
  }

  private static ResourceDefinitionContext gadget(String namespace) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(namespace + ".tests.headgate.dev")
        .withVersion("v1")
        .withKind("Gadget")
        .withPlural("gadgets")
        .withNamespaced(true)
        .build();
  }

  private static Map<String, String> tree(String namespace) {
    return Map.of(
        "apps/kustomization.yaml",
        "resources: [settings.yaml, app.yaml]\n",
        ".headgate/app.yaml",
        Yaml.intent("Medium"),
        "apps/app.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              priorityClassName: important-%1$s
              containers:
              - name: app
                image: ghcr.io/example/web:1
                envFrom: [{configMapRef: {name: cluster-settings}}, {secretRef: {name: real}}]
                env:
                - {name: A, valueFrom: {secretKeyRef: {name: fake, key: password}}}
                - {name: B, valueFrom: {secretKeyRef: {name: nobody, key: token}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, ports: [{port: 80}]}
        ---
        apiVersion: %1$s.tests.headgate.dev/v1
        kind: Gadget
        metadata: {name: one}
        """
            .formatted(namespace));
  }

  private static String host(String namespace) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: cluster-settings, namespace: %1$s}
    data: {color: blue}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: real, namespace: %1$s}
    stringData: {password: %2$s}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: fake, namespace: %1$s}
    stringData: {password: %2$s, user: %2$s}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: hidden, namespace: %1$s}
    stringData: {password: %2$s}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: copies, namespace: %1$s}
    rules: [{apiGroups: [""], resources: [secrets], resourceNames: [real, fake], verbs: [get]}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: copies, namespace: %1$s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: copies}
    subjects: [{kind: ServiceAccount, name: headgate, namespace: headgate-system}]
    ---
    apiVersion: scheduling.k8s.io/v1
    kind: PriorityClass
    metadata: {name: important-%1$s}
    value: 1000
    ---
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: gadgets.%1$s.tests.headgate.dev}
    spec:
      group: %1$s.tests.headgate.dev
      scope: Namespaced
      names: {kind: Gadget, plural: gadgets}
      versions:
      - name: v1
        served: true
        storage: true
        schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
    """
        .formatted(namespace, CANARY);
  }

  private static void removeFromHost(KubernetesClient host, String namespace) {
    host.scheduling().v1().priorityClasses().withName("important-" + namespace).delete();
    host.apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("gadgets.%s.tests.headgate.dev".formatted(namespace))
        .delete();
  }
}
