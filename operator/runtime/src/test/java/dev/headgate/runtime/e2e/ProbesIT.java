package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probes that a commit brings with it, of a Service behind which something answers. */
@ExtendWith(InLab.class)
class ProbesIT {

  private static WebServer well;
  private static WebServer badly;

  @BeforeAll
  static void serve() {
    well = WebServer.answering(200);
    badly = WebServer.answering(500);
  }

  @AfterAll
  static void stop() {
    well.close();
    badly.close();
  }

  @Test
  void shouldHoldWhatAnswersWellOnLiveAndBadlyAfterTheChangeAndLetTheRepairPass(Lab lab) {
    try (var world = open(lab)) {
      // given
      var first =
          world.commit(
              "web",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, web.yaml]\n",
                  "apps/web.yaml",
                  well.service(world.namespace())));
      world.awaitLive(first);

      // when
      var broken =
          world.commit(
              "web moves",
              Map.of(
                  "apps/web.yaml", badly.service(world.namespace()),
                  ".headgate/moves.yaml", intent(world, "moves", "answers")));

      // then
      assertWorseThanLive(world, world.awaitVerdict(broken, "Failed"));
      assertThat(world.live()).contains(first);

      // and when
      var repaired =
          world.commit(
              "web moves back, and something else changes",
              Map.of(
                  "apps/web.yaml", well.service(world.namespace()),
                  "apps/settings.yaml", Gated.app("two"),
                  ".headgate/back.yaml", intent(world, "back", "still-answers")));

      // then
      assertAllWell(world.awaitVerdict(repaired, "Passed"));
      world.awaitLive(repaired);
      assertThat(Told.by(lab)).doesNotContain(WebServer.SECRET);
      SandboxWorld.awaitClean(world);
      lab.sandbox().client().namespaces().withName(world.namespace()).delete();
    }
  }

  private static void assertWorseThanLive(Gated world, ChangeRequest failed) {
    assertThat(failed.getStatus().why())
        .startsWith(
            "ProbesFailed: probe answers Service/%s/web:80/healthz: answered HTTP 500"
                .formatted(world.namespace()));
    assertThat(probes(failed))
        .extracting(ProbeStatus::name, ProbeStatus::kind, ProbeStatus::result, ProbeStatus::onLive)
        .containsExactly(
            tuple("ready", "ready", Result.PASSED, null),
            tuple("answers", "http", Result.FAILED, "Passed"));
    assertThat(probes(failed).getLast().samples())
        .extracting(ProbeStatus.Sample::reading, ProbeStatus.Sample::detail)
        .containsExactly(tuple("Bad", "answered HTTP 500"), tuple("Bad", "answered HTTP 500"));
    assertThat(condition(failed, "Probed"))
        .returns("False", Condition::status)
        .returns("Findings", Condition::reason);
  }

  /** The probe of a commit that never went live is about the next one, too. */
  private static void assertAllWell(ChangeRequest passed) {
    assertThat(probes(passed))
        .extracting(ProbeStatus::name, ProbeStatus::result)
        .contains(tuple("answers", Result.PASSED), tuple("still-answers", Result.PASSED));
    assertThat(condition(passed, "Probed")).returns("True", Condition::status);
  }

  private static Gated open(Lab lab) {
    var world = SandboxWorld.open(lab);
    var client = lab.sandbox().client();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(world.namespace())
                .endMetadata()
                .build())
        .create();
    well.isAPodOf(world.namespace(), client);
    return world;
  }

  private static List<ProbeStatus> probes(ChangeRequest proof) {
    return proof.getStatus().probes();
  }

  private static Condition condition(ChangeRequest proof, String type) {
    return proof.getStatus().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String intent(Gated world, String name, String probe) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: %s}
    spec:
      probes:
      - name: %s
        interval: 1s
        successes: 2
        failureLimit: 2
        http: {namespace: %s, service: web, port: 80, path: /healthz}
    """
        .formatted(name, probe, world.namespace());
  }
}
