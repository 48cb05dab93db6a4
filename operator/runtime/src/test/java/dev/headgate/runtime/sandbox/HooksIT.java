package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import dev.headgate.core.probe.Run;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Trial;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hooks of charts, run around an upgrade as Helm does. */
@ExtendWith(RealClusters.class)
class HooksIT {

  private Trial trial;

  @BeforeEach
  void connect(@Host LocalCluster host, @SandboxCluster LocalCluster sandbox) throws Exception {
    trial = Trial.on(sandbox, host);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    trial.close();
  }

  @Test
  void shouldMakeAHookAnewForTheUpgradeAndRemoveWhatHasDoneItsWork() throws Exception {
    // when
    var run = upgrade("hooks", "");

    // then
    assertThat(run.findings()).isEmpty();
    var jobs = trial.admin().batch().v1().jobs().inNamespace("hooks");
    assertThat(jobs.list().getItems())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.getMetadata().getName()).isEqualTo("migrate");
              assertThat(image(job)).endsWith(":2");
              assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
            });
    assertThat(run.gaps())
        .extracting(Gap::subject)
        .containsExactly("Job.batch/hooks/install", "Pod/hooks/smoke");
  }

  @Test
  void shouldFailAnUpgradeWhoseHookFails() throws Exception {
    assertThat(upgrade("hooks-fail", ", headgate.dev/kwok: exit").findings())
        .extracting(Finding::object)
        .containsExactly("Job.batch/hooks-fail/migrate");
  }

  private Run.Weighed upgrade(String namespace, String labels) throws Exception {
    var live = chart(namespace, "1", "");
    var candidate = chart(namespace, "2", labels);
    return trial.weighed(live, candidate);
  }

  private static Manifests chart(String namespace, String version, String labels) {
    var yaml =
        job(namespace, "install", version, "pre-install", "hook-succeeded", "")
            + job(
                namespace,
                "migrate",
                version,
                "pre-install,pre-upgrade",
                "before-hook-creation",
                labels)
            + job(namespace, "report", version, "post-upgrade", "hook-succeeded", "")
            + """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: smoke, namespace: %1$s, annotations: {helm.sh/hook: test}}
            spec: {containers: [{name: app, image: 'registry.example.org/smoke:%2$s'}]}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: %1$s}
            data: {version: '%2$s'}
            """
                .formatted(namespace, version);
    return Given.manifestsOf(
        new Origin("flux-system/apps", "r.yaml", "HelmRelease/web/shop", true), yaml);
  }

  private static String job(
      String namespace, String name, String version, String events, String policy, String labels) {
    return """
    ---
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: %2$s
      namespace: %1$s
      annotations: {helm.sh/hook: '%4$s', helm.sh/hook-delete-policy: %5$s}
    spec:
      backoffLimit: 0
      template:
        metadata: {labels: {hook: %2$s%6$s}}
        spec:
          restartPolicy: Never
          containers: [{name: app, image: 'registry.example.org/%2$s:%3$s'}]
    """
        .formatted(namespace, name, version, events, policy, labels);
  }

  private static String image(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }
}
