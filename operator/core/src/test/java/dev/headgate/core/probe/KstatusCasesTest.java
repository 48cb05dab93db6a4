package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases that kstatus publishes (fluxcd/cli-utils 1.2, {@code status_compute_test.go}), with its
 * answer and, where the last column says so, ours. An answer that differs ends earlier or later
 * than kstatus on purpose, see {@link Readiness}.
 */
class KstatusCasesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          podNoStatus | InProgress | v1 | Pod | - | - | -
          podReady | Current | v1 | Pod | - | phase: 'Running', conditions: [{type: 'Ready', status: 'True'}] | -
          podCompletedSuccessfully | Current | v1 | Pod | - | phase: 'Succeeded', conditions: [{type: 'Ready', status: 'False', reason: 'PodCompleted'}] | -
          podCompletedFailed | Current | v1 | Pod | - | phase: 'Failed', conditions: [{type: 'Ready', status: 'False', reason: 'PodCompleted'}] | Failed
          podUnschedulable | Failed | v1 | Pod | - | phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable'}] | Unknown
          podCrashLooping | Failed | v1 | Pod | - | phase: 'Running', conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable'}], containerStatuses: [{name: 'nginx', state: {waiting: {reason: 'CrashLoopBackOff'}}}] | -
          pvcNoStatus | InProgress | v1 | PersistentVolumeClaim | - | - | -
          pvcBound | Current | v1 | PersistentVolumeClaim | - | phase: 'Bound' | -
          stsNoStatus | InProgress | apps/v1 | StatefulSet | - | - | -
          stsBadStatus | InProgress | apps/v1 | StatefulSet | - | observedGeneration: 1, currentReplicas: 1 | -
          stsOK | Current | apps/v1 | StatefulSet | replicas: 4 | observedGeneration: 1, currentReplicas: 4, readyReplicas: 4, replicas: 4 | -
          stsLessReady | InProgress | apps/v1 | StatefulSet | replicas: 4 | observedGeneration: 1, currentReplicas: 4, readyReplicas: 2, replicas: 4 | -
          stsLessCurrent | InProgress | apps/v1 | StatefulSet | replicas: 4 | observedGeneration: 1, currentReplicas: 2, readyReplicas: 4, replicas: 4 | -
          stsExtraPods | InProgress | apps/v1 | StatefulSet | replicas: 4 | observedGeneration: 1, currentReplicas: 4, readyReplicas: 4, replicas: 8 | -
          dsNoStatus | InProgress | apps/v1 | DaemonSet | - | - | -
          dsBadStatus | InProgress | apps/v1 | DaemonSet | - | observedGeneration: 1, currentReplicas: 1 | -
          dsOK | Current | apps/v1 | DaemonSet | - | observedGeneration: 1, desiredNumberScheduled: 4, currentNumberScheduled: 4, updatedNumberScheduled: 4, numberAvailable: 4, numberReady: 4 | -
          dsLessReady | InProgress | apps/v1 | DaemonSet | - | observedGeneration: 1, desiredNumberScheduled: 4, currentNumberScheduled: 4, updatedNumberScheduled: 4, numberAvailable: 4, numberReady: 2 | -
          dsDifferentGeneration | InProgress | apps/v1 | DaemonSet | - | observedGeneration: 0, desiredNumberScheduled: 4, currentNumberScheduled: 4, updatedNumberScheduled: 4, numberAvailable: 4, numberReady: 4 | -
          dsLessAvailable | InProgress | apps/v1 | DaemonSet | - | observedGeneration: 1, desiredNumberScheduled: 4, currentNumberScheduled: 4, updatedNumberScheduled: 4, numberAvailable: 2, numberReady: 4 | -
          depNoStatus | InProgress | apps/v1 | Deployment | - | - | -
          depOK | Current | apps/v1 | Deployment | - | observedGeneration: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, replicas: 1, conditions: [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'}, {type: 'Available', status: 'True'}] | -
          depNotProgressing | InProgress | apps/v1 | Deployment | progressDeadlineSeconds: 45 | observedGeneration: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, replicas: 1, conditions: [{type: 'Progressing', status: 'False', reason: 'Some reason'}, {type: 'Available', status: 'True'}] | -
          depNoProgressDeadlineSeconds | Current | apps/v1 | Deployment | - | observedGeneration: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, replicas: 1, conditions: [{type: 'Available', status: 'True'}] | -
          depNotAvailable | InProgress | apps/v1 | Deployment | - | observedGeneration: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, replicas: 1, conditions: [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'}, {type: 'Available', status: 'False'}] | -
          depOfAnOldGroup | InProgress | extensions/v1beta1 | Deployment | - | - | -
          rsNoStatus | InProgress | apps/v1 | ReplicaSet | - | - | -
          rsOK1 | Current | apps/v1 | ReplicaSet | replicas: 2 | observedGeneration: 1, replicas: 2, readyReplicas: 2, availableReplicas: 2, fullyLabeledReplicas: 2, conditions: [{type: 'ReplicaFailure', status: 'False'}] | -
          rsOK2 | Current | apps/v1 | ReplicaSet | replicas: 2 | observedGeneration: 1, replicas: 2, readyReplicas: 2, availableReplicas: 2, fullyLabeledReplicas: 2 | -
          rsLessAvailable | InProgress | apps/v1 | ReplicaSet | replicas: 4 | observedGeneration: 1, replicas: 4, readyReplicas: 4, availableReplicas: 2, fullyLabeledReplicas: 4 | -
          rsLessReady | InProgress | apps/v1 | ReplicaSet | replicas: 4 | observedGeneration: 1, replicas: 4, readyReplicas: 2, availableReplicas: 4, fullyLabeledReplicas: 4 | -
          rsReplicaFailure | InProgress | apps/v1 | ReplicaSet | replicas: 4 | observedGeneration: 1, replicas: 4, readyReplicas: 4, availableReplicas: 4, fullyLabeledReplicas: 4, conditions: [{type: 'ReplicaFailure', status: 'True'}] | -
          pdbNotObserved | InProgress | policy/v1 | PodDisruptionBudget | - | observedGeneration: 0 | -
          pdbObserved | Current | policy/v1 | PodDisruptionBudget | - | observedGeneration: 1 | -
          crdNoStatus | Current | something/v1 | MyCR | - | - | -
          crdReady | Current | something/v1 | MyCR | - | conditions: [{type: 'Ready', status: 'True', message: 'All looks ok', reason: 'AllOk'}] | -
          crdNotReady | InProgress | something/v1 | MyCR | - | observedGeneration: 1, conditions: [{type: 'Ready', status: 'False', reason: 'NotReadyYet'}] | -
          crdNoCondition | Current | something/v1 | MyCR | - | conditions: [{type: 'SomeCondition', status: 'False'}] | -
          crdMismatchStatusGeneration | InProgress | something/v1 | MyCR | - | observedGeneration: 0 | -
          jobNoStatus | InProgress | batch/v1 | Job | - | - | -
          jobComplete | Current | batch/v1 | Job | - | succeeded: 1, active: 0, conditions: [{type: 'Complete', status: 'True'}] | -
          jobFailed | Failed | batch/v1 | Job | completions: 4 | succeeded: 3, failed: 1, conditions: [{type: 'Failed', status: 'True', reason: 'JobFailed'}] | -
          jobInProgress | Current | batch/v1 | Job | completions: 10, parallelism: 2 | startTime: '2019-06-04T01:17:13Z', succeeded: 3, failed: 1, active: 2, conditions: [{type: 'Failed', status: 'False'}, {type: 'Complete', status: 'False'}] | InProgress
          cronjobNoStatus | Current | batch/v1 | CronJob | - | - | -
          serviceDefault | Current | v1 | Service | - | - | -
          serviceNodePort | Current | v1 | Service | type: 'NodePort' | - | -
          serviceLBnok | InProgress | v1 | Service | type: 'LoadBalancer' | - | -
          serviceLBok | Current | v1 | Service | type: 'LoadBalancer', clusterIP: '1.2.3.4' | - | -
          crdNoConditions | InProgress | apiextensions.k8s.io/v1 | CustomResourceDefinition | - | - | -
          crdInstalling | InProgress | apiextensions.k8s.io/v1 | CustomResourceDefinition | - | conditions: [{type: 'NamesAccepted', status: 'True', reason: 'NoConflicts'}, {type: 'Established', status: 'False', reason: 'Installing'}] | -
          crdNamesNotAccepted | Failed | apiextensions.k8s.io/v1 | CustomResourceDefinition | - | conditions: [{type: 'NamesAccepted', status: 'False', reason: 'SomeReason'}] | -
          crdEstablished | Current | apiextensions.k8s.io/v1 | CustomResourceDefinition | - | conditions: [{type: 'NamesAccepted', status: 'True', reason: 'NoConflicts'}, {type: 'Established', status: 'True', reason: 'InitialNamesAccepted'}] | -
          """)
  void shouldAnswerAsPublished(
      String name,
      String published,
      String version,
      String kind,
      String spec,
      String status,
      String ours) {
    // given
    var object =
        json(
            "{apiVersion: '%s', kind: '%s', metadata: {name: 'test', generation: 1}, spec: {%s}%s}"
                .formatted(
                    version,
                    kind,
                    spec == null ? "" : spec,
                    status == null ? "" : ", status: {" + status + "}"));

    // when
    var answer = Readiness.of(object);

    // then
    assertThat(answer.getClass().getSimpleName())
        .as(name + ": " + answer)
        .isEqualTo(ours == null ? published : ours);
  }
}
