package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.runtime.check.DryRunSelfTest;
import dev.headgate.runtime.rest.ApiServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator asks before it trusts the account of live dry runs. */
@ExtendWith(RealClusters.class)
class DryRunSelfTestIT {

  private static final String POLICY = "headgate-dry-run-only";

  @Test
  void shouldNoticeThatThePolicyIsNotBoundAndLeaveNothingBehind(@Host LocalCluster cluster)
      throws Exception {
    InstalledChart.in(cluster);
    var bindings =
        cluster.client().admissionRegistration().v1().validatingAdmissionPolicyBindings();
    var binding = Chart.ofThisRepository().render(InstalledChart.VALUES);
    try (var account = cluster.clientAs(Chart.NAMESPACE, "headgate-dry-run")) {
      var selfTest = new DryRunSelfTest(ApiServer.of(account), Chart.NAMESPACE);
      assertThat(selfTest.whyUnsafe()).isEmpty();

      // when
      bindings.withName(POLICY).delete();

      // then
      try {
        await("the self-test notices")
            .atMost(Duration.ofSeconds(30))
            .until(() -> selfTest.whyUnsafe().isPresent());
        assertThat(selfTest.whyUnsafe())
            .contains(
                "the dry-run account could create ConfigMap flux-system/headgate-dry-run-self-test:"
                    + " the policy headgate-dry-run-only is not in force");
        assertThat(
                cluster
                    .client()
                    .configMaps()
                    .inNamespace(Chart.NAMESPACE)
                    .withName("headgate-dry-run-self-test")
                    .get())
            .isNull();
      } finally {
        cluster
            .client()
            .resource(Chart.one(binding, "ValidatingAdmissionPolicyBinding", POLICY))
            .create();
        await("the policy is in force again")
            .atMost(Duration.ofSeconds(30))
            .until(() -> selfTest.whyUnsafe().isEmpty());
      }
    }
  }
}
