package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.probe.Health.Current;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  private static final String CRASHES =
      "{phase: 'Running', containerStatuses: [{name: 'app', state: {waiting: {reason:"
          + " 'CrashLoopBackOff'}}}]}";
  private static final String NO_IMAGE =
      "{phase: 'Pending', containerStatuses: [{name: 'app', state: {waiting: {reason:"
          + " 'ErrImagePull'}}}]}";
  private static final String UNSCHEDULABLE =
      "{phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason:"
          + " 'Unschedulable', message: '0/1 nodes are available'}]}";

  private static final List<JsonNode> NO_SETS = List.of();

  @Test
  void shouldFailADeploymentAsSoonAsAPodOfItsNewestRevisionCrashes() {
    // given
    var sets = List.<JsonNode>of(replicaSet("old", 1), replicaSet("new", 2));

    // when
    var health =
        Workloads.of(unready("Deployment", "web"), sets, List.of(pod("p1", "new", CRASHES)));

    // then
    assertThat(health).isEqualTo(new Failed("pod p1: container app: CrashLoopBackOff"));
  }

  @Test
  void shouldForgiveThePodsThatAChangeRepairs() {
    // given
    var sets = List.<JsonNode>of(replicaSet("old", 1), replicaSet("new", 2));

    // when
    var health =
        Workloads.of(unready("Deployment", "web"), sets, List.of(pod("p1", "old", CRASHES)));

    // then
    assertThat(health).isInstanceOf(InProgress.class);
  }

  @Test
  void shouldNotBlameADeploymentThatIsReadyForAPodThatCrashes() {
    // given
    var ready =
        json(
            """
            {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {uid: 'web'}, spec: {replicas: 0},
             status: {conditions: [{type: 'Available', status: 'True'}]}}
            """);

    // when
    var health =
        Workloads.of(ready, List.of(replicaSet("new", 1)), List.of(pod("p1", "new", CRASHES)));

    // then
    assertThat(health).isEqualTo(new Current());
  }

  @Test
  void shouldNotTellWhenNoNodeTakesThePods() {
    // when
    var health =
        Workloads.of(
            unready("StatefulSet", "db"), NO_SETS, List.of(pod("p1", "db", UNSCHEDULABLE)));

    // then
    assertThat(health).isInstanceOf(Unknown.class);
    assertThat(health.why()).contains("pod p1").contains("0/1 nodes are available");
  }

  @Test
  void shouldLetAJobRetryAPodThatCrashesButNotOneThatCannotStart() {
    var job = json("{apiVersion: 'batch/v1', kind: 'Job', metadata: {uid: 'job'}}");

    assertThat(Workloads.of(job, NO_SETS, List.of(pod("p1", "job", CRASHES))))
        .isInstanceOf(InProgress.class);
    assertThat(Workloads.of(job, NO_SETS, List.of(pod("p1", "job", NO_IMAGE))))
        .isInstanceOf(Failed.class);
  }

  @Test
  void shouldSayOfAFailedJobWhyItsPodFailed() {
    // given
    var job =
        json(
            """
            {apiVersion: 'batch/v1', kind: 'Job', metadata: {uid: 'job'},
             status: {conditions: [{type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded'}]}}
            """);
    var failed =
        "{phase: 'Failed', containerStatuses: [{name: 'migrate', state: {terminated: {exitCode:"
            + " 3}}}]}";

    // then
    assertThat(Workloads.of(job, NO_SETS, List.of(pod("p1", "job", failed))))
        .isEqualTo(
            new Failed(
                "Failed=True, BackoffLimitExceeded; pod p1: container migrate failed: exit code"
                    + " 3"));
  }

  @Test
  void shouldIgnorePodsOfOthers() {
    assertThat(
            Workloads.of(
                unready("StatefulSet", "db"), NO_SETS, List.of(pod("p1", "other", CRASHES))))
        .isInstanceOf(InProgress.class);
  }

  private static ObjectNode unready(String kind, String uid) {
    return json(
        "{apiVersion: 'apps/v1', kind: '%s', metadata: {uid: '%s'}, spec: {replicas: 1}}"
            .formatted(kind, uid));
  }

  private static ObjectNode replicaSet(String uid, int revision) {
    return json(
        """
        {apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {uid: '%s',
         annotations: {'deployment.kubernetes.io/revision': '%d'},
         ownerReferences: [{controller: true, uid: 'web'}]}}
        """
            .formatted(uid, revision));
  }

  private static ObjectNode pod(String name, String owner, String status) {
    return json(
        """
        {apiVersion: 'v1', kind: 'Pod', metadata: {name: '%s', ownerReferences: [{controller: true, uid: '%s'}]},
         status: %s}
        """
            .formatted(name, owner, status));
  }

  @Test
  void shouldNotBlameAStatefulSetOrDaemonSetForPodsOfAnOldRevision() {
    // given
    var set = unready("StatefulSet", "db");
    set.putObject("status").put("updateRevision", "new");
    var daemons = unready("DaemonSet", "db");
    daemons
        .withObject("/metadata/annotations")
        .put("deprecated.daemonset.template.generation", "new");

    // then
    for (var owner : List.of(set, daemons)) {
      assertThat(Workloads.of(owner, NO_SETS, List.of(labelled("old"))))
          .isInstanceOf(InProgress.class);
      assertThat(Workloads.of(owner, NO_SETS, List.of(labelled("new")))).isInstanceOf(Failed.class);
    }
  }

  private static ObjectNode labelled(String revision) {
    var pod = pod("p1", "db", CRASHES);
    pod.withObject("/metadata/labels")
        .put("controller-revision-hash", revision)
        .put("pod-template-generation", revision);
    return pod;
  }

  @Test
  void shouldSayWhyTheLastOfTheFailedPodsOfAJobFailed() {
    // given
    var job =
        json(
            """
            {apiVersion: 'batch/v1', kind: 'Job', metadata: {uid: 'job'},
             status: {conditions: [{type: 'Failed', status: 'True', reason: 'Late'}]}}
            """);
    var first = created("p1", "{phase: 'Failed', reason: 'First'}", "2026-01-01T00:00:00Z");
    var second = created("p2", "{phase: 'Failed', reason: 'Second'}", "2026-01-01T00:01:00Z");
    var well = created("p3", "{phase: 'Succeeded'}", "2026-01-01T00:02:00Z");

    // then
    assertThat(Workloads.of(job, NO_SETS, List.of(second, first, well)))
        .isEqualTo(new Failed("Failed=True, Late; pod p2: its phase is Failed: Second"));
    assertThat(Workloads.of(job, NO_SETS, List.of(well)))
        .isEqualTo(new Failed("Failed=True, Late"));
  }

  private static ObjectNode created(String name, String status, String at) {
    var pod = pod(name, "job", status);
    pod.withObject("/metadata").put("creationTimestamp", at);
    return pod;
  }
}
