package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gate has measured of this cluster after a promotion, by a Service that answers. */
@ExtendWith(InLab.class)
class ProbesOfLiveIT {

  @Test
  void shouldHoldWhatComesNextWhileLiveAnswersBadlyAndNotWhereNobodyMayAsk(Lab lab) {
    try (var web = WebServer.answering(200);
        var world = Gated.open(lab)) {
      // given
      web.isAPodOf(world.namespace(), lab.host().client());
      world.apply(web.service(world.namespace()));
      mayBeAsked(world);
      ask(world, world.namespace());

      // when
      var well = world.commitLow("two");

      // then
      world.awaitLive(well);
      world.awaitThat("it is verified", () -> isVerified(world, well));
      assertThat(probed(world).revision()).endsWith(well);
      assertThat(probed(world).probes())
          .extracting(ProbeStatus::name, ProbeStatus::kind, ProbeStatus::result)
          .containsExactly(tuple("web", "http", Result.PASSED));

      // when
      web.answers(500);
      var badly = world.commitLow("three");

      // then
      world.awaitLive(badly);
      var held = world.awaitHeldBy(badly, "VerificationFailed");
      assertThat(held.blockers().getFirst().message())
          .contains(
              "probe web (Service/%s/web:80/healthz: answered HTTP 500, 2 times)"
                  .formatted(world.namespace()))
          .contains("a bypass goes back to main@sha1:" + well);
      assertThat(probed(world).probes().getFirst().samples())
          .extracting(ProbeStatus.Sample::reading, ProbeStatus.Sample::detail)
          .containsExactly(tuple("Bad", "answered HTTP 500"), tuple("Bad", "answered HTTP 500"));
      var next = world.commitLow("four");
      world.awaitVerdict(next, "Passed");
      world.awaitHeldBy(next, "VerificationFailed");

      // when
      web.answers(200);

      // then
      world.awaitLive(next);
      world.awaitState(GateState.OPEN);

      // when
      ask(world, "kube-system");
      var unmeasured = world.commitLow("five");

      // then
      world.awaitLive(unmeasured);
      world.awaitCondition("Verified", "Unknown", "ProbesNotMeasured");
      assertThat(verified(world.gate()).message()).contains("does not ask the Service: HTTP 403");
      world.awaitLive(world.commitLow("six"));
      assertThat(Told.by(lab)).doesNotContain(WebServer.SECRET);
    }
  }

  private static void ask(Gated world, String namespace) {
    world.patchGate(
        """
        {"verification": {"duration": "4s", "probes": [{
          "name": "web", "interval": "1s", "successes": 2, "failureLimit": 2, "errorLimit": 2,
          "http": {"namespace": "%s", "service": "web", "port": 80, "path": "/healthz"}}]}}
        """
            .formatted(namespace));
  }

  private static boolean isVerified(Gated world, String commit) {
    return world.statusIs(
        status ->
            status.history().stream()
                .findFirst()
                .filter(live -> live.revision().endsWith(commit))
                .map(HistoryEntry::verifiedAt)
                .isPresent());
  }

  private static Probed probed(Gated world) {
    return Objects.requireNonNull(world.gate().probed());
  }

  private static Condition verified(PromotionGateStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Verified"))
        .findFirst()
        .orElseThrow();
  }

  /** As the chart does it for probes.serviceNamespaces. */
  private static void mayBeAsked(Gated world) {
    var role =
        new RoleBuilder()
            .withNewMetadata()
            .withName("headgate-probe")
            .withNamespace(world.namespace())
            .endMetadata()
            .addNewRule()
            .withApiGroups("")
            .withResources("services/proxy")
            .withVerbs("get")
            .endRule()
            .build();
    var binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName("headgate-probe")
            .withNamespace(world.namespace())
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "headgate-probe")
            .addNewSubject("", "ServiceAccount", "headgate-probe", Lab.HEADGATE)
            .build();
    for (var each : List.of(role, binding)) {
      world.lab().host().client().resource(each).create();
    }
  }
}
