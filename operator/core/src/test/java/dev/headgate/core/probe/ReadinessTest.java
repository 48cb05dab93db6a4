package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.probe.Health.Current;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Terminating;
import dev.headgate.core.probe.Health.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          anything that is deleted goes, whatever else it says | Terminating | v1 | Pod | metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'}, status: {phase: 'Running'}
          a generation that was not observed beats Ready | InProgress | a.example/v1 | Widget | metadata: {generation: 2}, status: {observedGeneration: 1, conditions: [{type: 'Ready', status: 'True'}]}
          Reconciling beats Ready | InProgress | a.example/v1 | Widget | status: {conditions: [{type: 'Ready', status: 'True'}, {type: 'Reconciling', status: 'True'}]}
          Stalled has failed | Failed | a.example/v1 | Widget | status: {conditions: [{type: 'Stalled', status: 'True'}]}
          of Reconciling and Stalled the first counts | InProgress | a.example/v1 | Widget | status: {conditions: [{type: 'Reconciling', status: 'True'}, {type: 'Stalled', status: 'True'}]}
          of Stalled and Reconciling the first counts | Failed | a.example/v1 | Widget | status: {conditions: [{type: 'Stalled', status: 'True'}, {type: 'Reconciling', status: 'True'}]}
          Ready is ready | Current | a.example/v1 | Widget | status: {conditions: [{type: 'Ready', status: 'True'}]}
          not Ready is never a failure | InProgress | a.example/v1 | Widget | status: {conditions: [{type: 'Ready', status: 'False'}]}
          Ready unknown is not ready | InProgress | a.example/v1 | Widget | status: {conditions: [{type: 'Ready', status: 'Unknown'}]}
          nothing known is ready | Current | a.example/v1 | Widget | spec: {}
          the default of an unseen object is not ready | InProgress | a.example/v1 | Widget | metadata: {generation: 1}, status: {observedGeneration: -1}
          a Deployment without status is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 1, progressDeadlineSeconds: 600}
          a Deployment that rolled out is ready | Current | apps/v1 | Deployment | spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, conditions: [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'}, {type: 'Available', status: 'True'}]}
          a Deployment scaled to nothing is ready | Current | apps/v1 | Deployment | spec: {replicas: 0, progressDeadlineSeconds: 600}, status: {conditions: [{type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable'}, {type: 'Available', status: 'True'}]}
          a Deployment past its deadline has failed | Failed | apps/v1 | Deployment | spec: {replicas: 1}, status: {conditions: [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'}]}
          a Deployment with old pods is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 1}, status: {replicas: 2, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2, conditions: [{type: 'Available', status: 'True'}]}
          a Deployment whose update is not available is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 2}, status: {replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 1, conditions: [{type: 'Available', status: 'True'}]}
          a Deployment whose pods are of the old template is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 2}, status: {replicas: 2, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2, conditions: [{type: 'Available', status: 'True'}]}
          a Deployment whose pods are not ready is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 1}, status: {replicas: 1, updatedReplicas: 1, readyReplicas: 0, availableReplicas: 1, conditions: [{type: 'Available', status: 'True'}]}
          a DaemonSet with an old pod is not ready | InProgress | apps/v1 | DaemonSet | metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2, numberReady: 2}
          a CRD that is not established for a reason of its own has failed | Failed | apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: 'Established', status: 'False', reason: 'NotAccepted'}]}
          a Deployment in mid roll-out is not ready | InProgress | apps/v1 | Deployment | spec: {replicas: 1, progressDeadlineSeconds: 600}, status: {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, conditions: [{type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated'}, {type: 'Available', status: 'True'}]}
          a StatefulSet that rolled out is ready | Current | apps/v1 | StatefulSet | spec: {replicas: 1}, status: {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: 'b', updateRevision: 'b'}
          a StatefulSet of two revisions is not ready | InProgress | apps/v1 | StatefulSet | spec: {replicas: 1}, status: {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: 'a', updateRevision: 'b'}
          a StatefulSet with OnDelete is always ready | Current | apps/v1 | StatefulSet | spec: {replicas: 3, updateStrategy: {type: 'OnDelete'}}
          a StatefulSet honours its partition | Current | apps/v1 | StatefulSet | spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentReplicas: 2, currentRevision: 'a', updateRevision: 'b'}
          a Deployment that does not progress is not ready, whatever its reason says | InProgress | apps/v1 | Deployment | spec: {replicas: 1, progressDeadlineSeconds: 600}, status: {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, conditions: [{type: 'Progressing', status: 'False', reason: 'NewReplicaSetAvailable'}, {type: 'Available', status: 'True'}]}
          a generation that the object does not have is not waited for | Current | a.example/v1 | Widget | status: {observedGeneration: 7}
          a StatefulSet with the partition that the API server sets is judged by its updated pods | InProgress | apps/v1 | StatefulSet | spec: {replicas: 2, updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 0}}}, status: {replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b'}
          a StatefulSet with a partition may stay at two revisions | Current | apps/v1 | StatefulSet | spec: {replicas: 2, updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 0}}}, status: {replicas: 2, readyReplicas: 2, currentReplicas: 0, updatedReplicas: 2, currentRevision: 'a', updateRevision: 'b'}
          a DaemonSet that nobody saw is not ready | InProgress | apps/v1 | DaemonSet | status: {desiredNumberScheduled: 0}
          a DaemonSet on every node is ready | Current | apps/v1 | DaemonSet | metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}
          a DaemonSet that misses a node is not ready | InProgress | apps/v1 | DaemonSet | metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1, numberReady: 2}
          a ReplicaSet with all pods is ready | Current | apps/v1 | ReplicaSet | spec: {replicas: 1}, status: {replicas: 1, fullyLabeledReplicas: 1, availableReplicas: 1, readyReplicas: 1}
          a ReplicaSet that cannot make pods is not ready | InProgress | apps/v1 | ReplicaSet | spec: {replicas: 0}, status: {conditions: [{type: 'ReplicaFailure', status: 'True'}]}
          a Job that merely started is not ready | InProgress | batch/v1 | Job | status: {startTime: '2026-01-01T00:00:00Z', active: 1}
          a complete Job is ready | Current | batch/v1 | Job | status: {conditions: [{type: 'Complete', status: 'True'}]}
          a failed Job has failed | Failed | batch/v1 | Job | status: {conditions: [{type: 'Failed', status: 'True'}]}
          a suspended Job is ready | Current | batch/v1 | Job | spec: {suspend: true}
          a Job whose controller suspended it is ready | Current | batch/v1 | Job | status: {conditions: [{type: 'Suspended', status: 'True'}]}
          a Job that was suspended after it failed is ready, as in Flux | Current | batch/v1 | Job | spec: {suspend: true}, status: {conditions: [{type: 'Failed', status: 'True'}]}
          a ready Pod is ready | Current | v1 | Pod | status: {phase: 'Running', conditions: [{type: 'Ready', status: 'True'}]}
          a running Pod need not be ready | InProgress | v1 | Pod | status: {phase: 'Running', conditions: [{type: 'Ready', status: 'False'}]}
          a Pod that succeeded is ready | Current | v1 | Pod | status: {phase: 'Succeeded'}
          a Pod that failed has failed | Failed | v1 | Pod | status: {phase: 'Failed'}
          a Pod in a crash loop has failed | Failed | v1 | Pod | status: {phase: 'Running', containerStatuses: [{name: 'app', state: {waiting: {reason: 'CrashLoopBackOff'}}}]}
          a Pod whose init container finds no image has failed | Failed | v1 | Pod | status: {phase: 'Pending', initContainerStatuses: [{name: 'init', state: {waiting: {reason: 'ImagePullBackOff'}}}]}
          a Pod that lacks its ConfigMap has failed | Failed | v1 | Pod | status: {phase: 'Pending', containerStatuses: [{name: 'app', state: {waiting: {reason: 'CreateContainerConfigError'}}}]}
          a Pod that was killed for want of memory and starts again has failed | Failed | v1 | Pod | status: {phase: 'Running', containerStatuses: [{name: 'app', ready: false, state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: 'OOMKilled'}}}]}
          a Pod that was killed for want of memory just now has failed | Failed | v1 | Pod | status: {phase: 'Running', containerStatuses: [{name: 'app', state: {terminated: {exitCode: 137, reason: 'OOMKilled'}}}]}
          a Pod that recovered from want of memory is ready | Current | v1 | Pod | status: {phase: 'Running', conditions: [{type: 'Ready', status: 'True'}], containerStatuses: [{name: 'app', ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: 'OOMKilled'}}}]}
          a Pod whose node is gone cannot be told | Unknown | v1 | Pod | status: {phase: 'Unknown'}
          a Pod that creates its containers is on its way | InProgress | v1 | Pod | status: {phase: 'Pending', containerStatuses: [{name: 'app', state: {waiting: {reason: 'ContainerCreating'}}}]}
          a Pod that no node takes cannot be told | Unknown | v1 | Pod | status: {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable'}]}
          a Service is ready | Current | v1 | Service | spec: {type: 'ClusterIP'}
          a load balancer needs no address to be ready | Current | v1 | Service | spec: {type: 'LoadBalancer', clusterIP: '10.0.0.1'}
          a load balancer without a cluster IP is not ready | InProgress | v1 | Service | spec: {type: 'LoadBalancer'}
          a bound volume claim is ready | Current | v1 | PersistentVolumeClaim | status: {phase: 'Bound'}
          a pending volume claim is not ready | InProgress | v1 | PersistentVolumeClaim | status: {phase: 'Pending'}
          a volume claim that lost its volume has failed | Failed | v1 | PersistentVolumeClaim | status: {phase: 'Lost'}
          an established CRD is ready | Current | apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: 'NamesAccepted', status: 'True'}, {type: 'Established', status: 'True'}]}
          a CRD that installs is not ready | InProgress | apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: 'Established', status: 'False', reason: 'Installing'}]}
          a CRD whose names are taken has failed | Failed | apiextensions.k8s.io/v1 | CustomResourceDefinition | status: {conditions: [{type: 'NamesAccepted', status: 'False'}]}
          a ConfigMap is ready | Current | v1 | ConfigMap | data: {}
          a kind of the same name in another group has no rule | Current | a.example/v1 | Deployment | spec: {replicas: 3}
          """)
  void shouldJudgeAsKstatusDoes(
      String sentence, String health, String apiVersion, String kind, String rest) {
    // given
    var object = json("{apiVersion: '%s', kind: '%s', %s}".formatted(apiVersion, kind, rest));

    // when
    var actual = Readiness.of(object);

    // then
    assertThat(actual.getClass().getSimpleName()).as(sentence + ": " + actual).isEqualTo(health);
  }

  @Test
  void shouldNameReasonExitCodeAndLogCommandButNeverWhatTheApplicationSaid() {
    // given
    var pod =
        json(
            """
            {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web-1', namespace: 'shop'},
             status: {phase: 'Running', containerStatuses: [{name: 'app',
              state: {waiting: {reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container'}},
              lastState: {terminated: {exitCode: 137, reason: 'OOMKilled', message: 'password hunter2 refused'}}}]}}
            """);

    // when
    var health = Readiness.of(pod);

    // then
    assertThat(health)
        .isEqualTo(
            new Failed(
                "container app: CrashLoopBackOff (last exit code 137, OOMKilled): back-off 10s"
                    + " restarting failed container; its log, while the sandbox has it: kubectl -n"
                    + " shop logs web-1 -c app --previous"));
  }

  @Test
  void shouldPutNothingIntoACommandThatAShellWouldRead() {
    // given
    var pod =
        json(
            """
            {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web-1', namespace: 'shop'},
             status: {phase: 'Failed', containerStatuses: [{name: '$(reboot)',
              state: {terminated: {exitCode: 1, reason: 'Error'}}}]}}
            """);

    // then
    assertThat(Readiness.of(pod)).isEqualTo(new Failed("container $(reboot) failed: exit code 1"));
  }

  @Test
  void shouldSeeWhetherAnybodyActedOnACustomResource() {
    assertThat(Readiness.untouched(json("{apiVersion: 'a.example/v1', kind: 'Widget'}"))).isTrue();
    assertThat(
            Readiness.untouched(
                json("{apiVersion: 'a.example/v1', kind: 'Widget', status: {phase: 'Up'}}")))
        .isFalse();
    assertThat(
            Readiness.untouched(
                json("{apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway'}")))
        .isTrue();
    assertThat(Readiness.untouched(json("{apiVersion: 'v1', kind: 'ConfigMap'}"))).isFalse();
    assertThat(
            Readiness.untouched(
                json("{apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole'}")))
        .isFalse();
  }

  @Test
  void shouldSurviveFieldsOfAWrongType() {
    assertThat(
            Readiness.of(
                json(
                    "{apiVersion: 'apps/v1', kind: 'Deployment', spec: 7, status: {conditions: 'no'}}")))
        .isInstanceOf(InProgress.class);
    assertThat(Readiness.of(json("{metadata: [], status: 'x'}"))).isInstanceOf(Current.class);
  }

  @Test
  void shouldSayOfAPodOrJobHowFarItCame() {
    assertThat(Readiness.of(json("{apiVersion: 'v1', kind: 'Pod', status: {phase: 'Failed'}}")))
        .isEqualTo(new Failed("its phase is Failed"));
    assertThat(
            Readiness.of(
                json(
                    "{apiVersion: 'v1', kind: 'Pod', status: {phase: 'Failed', reason: 'Evicted'}}")))
        .isEqualTo(new Failed("its phase is Failed: Evicted"));
    assertThat(Readiness.of(json("{apiVersion: 'batch/v1', kind: 'Job'}")))
        .isEqualTo(new InProgress("not started yet"));
    assertThat(
            Readiness.of(json("{apiVersion: 'batch/v1', kind: 'Job', status: {startTime: 'x'}}")))
        .isEqualTo(new InProgress("not complete yet"));
  }

  @Test
  void shouldSayWhyInWords() {
    assertThat(new Current().why()).isEqualTo("ready");
    assertThat(new Terminating().why()).isEqualTo("is being deleted");
    assertThat(new Unknown("no node takes it").why()).isEqualTo("no node takes it");
  }
}
