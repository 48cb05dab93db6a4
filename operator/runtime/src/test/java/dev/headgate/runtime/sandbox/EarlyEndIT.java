package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What will not become ready by itself ends the wait. The run would wait for four minutes, the
 * Deployments' own deadline is ten.
 */
@ExtendWith(RealClusters.class)
class EarlyEndIT {

  private static final String APPS = "Deployment.apps/ends/";

  @Test
  @Timeout(value = 100, unit = TimeUnit.SECONDS)
  void shouldEndEarlyWithTheReasonAndTheCommandThatShowsTheLog(@SandboxCluster LocalCluster sandbox)
      throws Exception {
    try (var trial = Trial.on(sandbox)) {
      // given
      var live =
          Given.manifests(
              Things.namespace("ends")
                  + app("crashes", "")
                  + app("finds-no-image", "")
                  + app("lacks-a-map", "")
                  + app("wants-memory", "")
                  + app("finds-no-node", "")
                  + app("is-well", "")
                  + job("done", ""));
      var candidate =
          Given.manifests(
              Things.namespace("ends")
                  + app("crashes", "fail")
                  + app("finds-no-image", "image-pull")
                  + app("lacks-a-map", "config")
                  + app("wants-memory", "oom")
                  + app("finds-no-node", "")
                      .replace(
                          "spec:\n      containers:",
                          "spec:\n      nodeSelector: {there-is: none}\n      containers:")
                  + app("is-well", "").replace(":1.0", ":1.1")
                  + job("done", "")
                  + job("fails", "exit"));

      // when
      var run = trial.weighed(live, candidate, APPS + "finds-no-node", APPS + "is-well");

      // then
      assertThat(run.findings()).extracting(Finding::check).containsOnly("ready");
      assertThat(run.findings())
          .extracting(finding -> finding.object() + ": " + finding.message())
          .satisfiesExactly(
              crashes ->
                  assertThat(crashes)
                      .matches(
                          APPS
                              + "crashes: pod (crashes-\\S+): container app: CrashLoopBackOff \\(last exit"
                              + " code 1\\): back-off 40s restarting failed container; its log, while the"
                              + " sandbox has it: kubectl -n ends logs \\1 -c app --previous"),
              image ->
                  assertThat(image)
                      .matches(
                          APPS
                              + "finds-no-image: pod \\S+: container app: ErrImagePull: image"
                              + " registry.example.org/web:1.0 cannot be pulled"),
              config ->
                  assertThat(config)
                      .matches(
                          APPS
                              + "lacks-a-map: pod \\S+: container app: CreateContainerConfigError:"
                              + " configmap \"settings\" not found"),
              memory ->
                  assertThat(memory)
                      .matches(
                          APPS
                              + "wants-memory: pod (\\S+): container app was killed: exit code 137,"
                              + " OOMKilled; its log, while the sandbox has it: kubectl -n ends logs"
                              + " \\1 -c app --previous"),
              job ->
                  assertThat(job)
                      .startsWith("Job.batch/ends/fails: Failed=True, BackoffLimitExceeded: ")
                      .containsPattern(
                          "; pod (fails-\\S+): container app failed: exit code 3; its log, while the"
                              + " sandbox has it: kubectl -n ends logs \\1 -c app$"));
      assertThat(run.gaps())
          .satisfiesExactly(
              gap -> {
                assertThat(gap.kind()).isEqualTo(Gap.Kind.NOT_EXERCISED);
                assertThat(gap.subject()).isEqualTo(APPS + "finds-no-node");
                assertThat(gap.reason()).contains("no node takes it", "node affinity");
              });
      assertThat(run.notExercised()).containsExactly(APPS + "finds-no-node");
    }
  }

  private static String app(String name, String kwok) {
    return Things.deployment(
        "ends", name, "1.0", kwok.isEmpty() ? "" : "headgate.dev/kwok: " + kwok);
  }

  private static String job(String name, String kwok) {
    return """
    ---
    apiVersion: batch/v1
    kind: Job
    metadata: {name: %s, namespace: ends}
    spec:
      backoffLimit: 0
      template:
        metadata: {labels: {headgate.dev/kwok: "%s"}}
        spec:
          restartPolicy: Never
          containers: [{name: app, image: 'registry.example.org/job:1.0'}]
    """
        .formatted(name, kwok);
  }
}
