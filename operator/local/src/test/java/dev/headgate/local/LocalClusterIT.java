package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealClusters.class)
class LocalClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldBeOneOfSeveralThatKnowNothingOfEachOther(
      @Host LocalCluster host, @SandboxCluster LocalCluster sandbox, TestNamespace namespace) {
    // when
    var here = host.client().namespaces().withName(namespace.name()).get();
    var there = sandbox.client().namespaces().withName(namespace.name()).get();

    // then
    assertThat(here).isNotNull();
    assertThat(there).isNull();
    assertThat(host.server()).isNotEqualTo(sandbox.server()).startsWith("https://127.0.0.1:");
  }

  @Test
  void shouldMakeADeploymentReady(@Host LocalCluster host, TestNamespace namespace) {
    // given
    var deployment = aDeployment(namespace, Map.of());

    // when
    host.client().resource(deployment).create();

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(readyReplicas(host, deployment)).isEqualTo(2));
  }

  @Test
  void shouldPlayAnUpgradeThatCrashes(@Host LocalCluster host, TestNamespace namespace) {
    // given
    var deployment = aDeployment(namespace, Map.of(LocalCluster.KWOK_LABEL, "fail"));

    // when
    host.client().resource(deployment).create();

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(waitingReasons(host, namespace))
                    .containsExactly("CrashLoopBackOff", "CrashLoopBackOff"));
    assertThat(readyReplicas(host, deployment)).isZero();
  }

  @Test
  void shouldPlayAnImageThatCannotBePulled(@Host LocalCluster host, TestNamespace namespace) {
    // given
    var deployment = aDeployment(namespace, Map.of(LocalCluster.KWOK_LABEL, "image-pull"));

    // when
    host.client().resource(deployment).create();

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(waitingReasons(host, namespace))
                    .containsExactly("ErrImagePull", "ErrImagePull"));
  }

  @Test
  void shouldRunAJobToItsEnd(@Host LocalCluster host, TestNamespace namespace) {
    // when
    create(
        host,
        namespace,
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: example.org/job:1}]
        """);

    // then
    var job = host.client().batch().v1().jobs().inNamespace(namespace.name()).withName("once");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(job.get().getStatus().getSucceeded()).isEqualTo(1));
  }

  @Test
  void shouldBindTheClaimsOfAStatefulSet(@Host LocalCluster host, TestNamespace namespace) {
    // when
    create(
        host,
        namespace,
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers: [{name: main, image: example.org/db:1, volumeMounts: [{name: data, mountPath: /data}]}]
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """);

    // then
    var set = host.client().apps().statefulSets().inNamespace(namespace.name()).withName("db");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(set.get().getStatus().getReadyReplicas()).isEqualTo(1));
    var claim =
        host.client().persistentVolumeClaims().inNamespace(namespace.name()).withName("data-db-0");
    assertThat(claim.get().getStatus().getPhase()).isEqualTo("Bound");
  }

  @Test
  void shouldLetAServiceAccountDoOnlyWhatItMay(@Host LocalCluster host, TestNamespace namespace) {
    // given
    host.client().resource(aServiceAccount(namespace, "nobody")).create();

    // when
    try (var nobody = host.clientAs(namespace.name(), "nobody")) {

      // then
      assertThatThrownBy(() -> nobody.pods().inNamespace(namespace.name()).list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("system:serviceaccount:" + namespace.name() + ":nobody")
          .hasMessageContaining("cannot list resource \"pods\"");
    }
  }

  @Test
  void shouldDeleteANamespaceWithAllThatIsInIt(@Host LocalCluster host, TestNamespace namespace) {
    // given
    host.client().resource(aDeployment(namespace, Map.of())).create();
    var pods = host.client().pods().inNamespace(namespace.name());
    await().atMost(PATIENCE).until(() -> pods.list().getItems().size() == 2);

    // when
    host.client().namespaces().withName(namespace.name()).delete();

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> host.client().namespaces().withName(namespace.name()).get() == null);
  }

  @Test
  void shouldKeepItsDataWhileTheApiServerIsAway() {
    try (var cluster =
        LocalCluster.start(LocalCluster.Options.named("outage"), Progress.onStandardError())) {
      // given
      var pod =
          new PodBuilder()
              .withNewMetadata()
              .withName("kept")
              .withNamespace("default")
              .endMetadata()
              .withNewSpec()
              .addNewContainer()
              .withName("main")
              .withImage("example.org/app:1")
              .endContainer()
              .endSpec()
              .build();
      var server = cluster.server();
      cluster.stopApiServer();

      // when
      cluster.startApiServer();
      cluster.client().resource(pod).create();

      // then
      assertThat(cluster.server()).isEqualTo(server);
      await().atMost(PATIENCE).until(() -> isReady(cluster.client().resource(pod).get()));
    }
  }

  private static void create(LocalCluster cluster, TestNamespace namespace, String yaml) {
    cluster.client().resource(yaml).inNamespace(namespace.name()).create();
  }

  private static ServiceAccount aServiceAccount(TestNamespace namespace, String name) {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace.name())
        .endMetadata()
        .build();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  private static int readyReplicas(LocalCluster cluster, Deployment deployment) {
    var ready = cluster.client().resource(deployment).get().getStatus().getReadyReplicas();
    return ready == null ? 0 : ready;
  }

  private static List<String> waitingReasons(LocalCluster cluster, TestNamespace namespace) {
    return cluster.client().pods().inNamespace(namespace.name()).list().getItems().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(ContainerStatus::getState)
        .map(ContainerState::getWaiting)
        .filter(Objects::nonNull)
        .map(ContainerStateWaiting::getReason)
        .toList();
  }

  private static Deployment aDeployment(TestNamespace namespace, Map<String, String> podLabels) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("app")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewSelector()
        .addToMatchLabels("app", "app")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "app")
        .addToLabels(podLabels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("example.org/app:1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
