package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Objects that a newer schema let in: words that this version does not know are read as the closed
 * ones, and what it cannot read at all is said of that object, while all others are served.
 */
@ExtendWith(InLab.class)
class UnreadableIT {

  private static final List<String> KINDS =
      List.of("promotiongates", "changerequests", "changeapprovals");

  @Test
  void shouldReadWordsThatItDoesNotKnowAsTheClosedOnes(Lab lab) {
    try (var _ = WidenedSchemas.of(lab, KINDS);
        var world = Gated.ungated(lab, Map.of())) {
      // given
      world.createGate("enforcement: Perhaps\nonDelete: Forget");
      world.awaitState(GateState.OPEN);
      var live = world.git().head();
      assertThat(world.see().pin()).contains(live);

      // when
      world.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: extreme, namespace: %s}
          spec:
            gateRef: {name: cluster}
            revision: main@sha1:abc
            risk: {atLeast: Extreme, reason: of another version}
            manifests: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: any}}"}
          """
              .formatted(world.namespace()));

      // then
      world.awaitThat("a verdict", () -> world.see().judged("abc").isPresent());
      assertThat(Sights.risk(world.see().judged("abc").orElseThrow())).contains(RiskLevel.HIGH);
      world.awaitLive(world.commitLow("two"));

      // when
      world.crowd().deleteGate(Gated.GATE);

      // then
      world.awaitThat("the gate is gone", () -> world.see().gate(Gated.GATE).isEmpty());
      assertThat(world.see().pin()).contains(world.git().head());
    }
  }

  @Test
  void shouldServeAllOthersAndSayWhichFieldItCannotRead(Lab lab) {
    try (var _ = WidenedSchemas.of(lab, KINDS);
        var world = Gated.open(lab);
        var odd = Gated.open(lab)) {
      // given
      var live = odd.git().head();

      // when
      odd.patchGate("{\"soak\": {\"from\": \"Monday\"}}");
      odd.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: odd, namespace: %s}
          spec: {gateRef: {name: cluster}, revision: "main@sha1:abc", suspend: [sometimes]}
          """
              .formatted(odd.namespace()));

      // then
      awaitUnreadable(odd, "promotiongates", "cluster", "spec.soak; allowed: TimeSpan");
      awaitUnreadable(odd, "changerequests", "odd", "spec.suspend; allowed: boolean");
      odd.commitLow("two");
      world.awaitLive(world.commitLow("two"));
      assertThat(alive(lab)).isEqualTo("ok\n");

      // when
      lab.operator().kill();
      lab.operator().restart();

      // then
      world.awaitLive(world.commitLow("three"));
      assertThat(alive(lab)).isEqualTo("ok\n");
      assertThat(odd.see().pin()).contains(live);
      assertThat(odd.live()).contains(live);

      // when
      odd.patchGate("{\"soak\": null}");
      odd.crowd().deleteRequest("odd");

      // then
      odd.awaitLive(odd.git().head());
      odd.awaitCondition("Ready", "True", "Enforcing");
      assertThat(odd.gate().history()).hasSize(2);

      // when
      odd.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeApproval
          metadata: {name: odd, namespace: %s}
          spec:
            gateRef: {name: cluster}
            revision: main@sha1:abc
            action: Hold
            user: admin
            expiresAt: tomorrow
          """
              .formatted(odd.namespace()));

      // then
      var held = odd.commitLow("three");
      odd.awaitHeldBy(held, "ApprovalUnreadable");

      // when
      odd.crowd().deleteApproval("odd");

      // then
      odd.awaitLive(held);
    }
  }

  private static void awaitUnreadable(Gated world, String plural, String name, String field) {
    var message = "this version of Headgate cannot read " + field;
    world.awaitThat(
        name + " is told to be unreadable",
        () ->
            condition(world, plural, name, "Ready").equals("False Unreadable " + message)
                && condition(world, plural, name, "Stalled").equals("True Unreadable " + message));
    assertThat(world.lab().operator().lines())
        .anyMatch(
            line ->
                line.contains("WARN")
                    && line.contains("namespace=%s name=%s".formatted(world.namespace(), name))
                    && line.contains(message));
    assertThat(
            world
                .lab()
                .host()
                .client()
                .events()
                .v1()
                .events()
                .inNamespace(world.namespace())
                .list()
                .getItems())
        .anyMatch(
            event ->
                event.getReason().equals("Unreadable")
                    && event.getRegarding().getName().equals(name)
                    && event.getNote().endsWith(message));
  }

  private static String condition(Gated world, String plural, String name, String type) {
    var client = world.lab().host().client();
    var kind =
        CustomResourceDefinitionContext.fromCrd(
            client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(plural + ".headgate.dev")
                .get());
    JsonNode status =
        client
            .getKubernetesSerialization()
            .convertValue(
                Optional.ofNullable(
                        client
                            .genericKubernetesResources(kind)
                            .inNamespace(world.namespace())
                            .withName(name)
                            .get()
                            .getAdditionalProperties()
                            .get("status"))
                    .orElse(Map.of()),
                JsonNode.class);
    for (var condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return "%s %s %s"
            .formatted(
                condition.path("status").asText(),
                condition.path("reason").asText(),
                condition.path("message").asText());
      }
    }
    return "none";
  }

  private static String alive(Lab lab) {
    return Told.at(lab, "/livez");
  }
}
