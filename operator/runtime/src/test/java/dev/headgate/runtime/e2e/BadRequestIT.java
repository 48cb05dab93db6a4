package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people, and those who mean harm, do to ChangeRequests. */
@ExtendWith(InLab.class)
class BadRequestIT {

  private static final String PASSED =
      """
      {"status":{"changesOmitted":0,"changes":[],"conditions":[],
       "verdict":{"result":"Passed","reason":"Proven","omitted":0,"gaps":[],
                  "decidedAt":"2026-01-01T00:00:00Z"}}}
      """;

  @Test
  void shouldRefuseAnotherRevisionInAProof(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var commit = world.commitHigh("two");
      var proof = world.awaitVerdict(commit, "Passed");

      // then
      assertThatThrownBy(
              () -> patch(lab.host().client(), proof, "{\"spec\":{\"revision\":\"main@sha1:e\"}}"))
          .hasMessageContaining("immutable: create a new ChangeRequest to prove something else");
      assertThat(world.awaitVerdict(commit, "Passed").getSpec().revision())
          .isEqualTo(Gated.revision(commit));
    }
  }

  @Test
  void shouldLetNobodyElseWriteAVerdict(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      world.apply(mallory(world.namespace()));
      world.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: open, namespace: %s}
          spec: {gateRef: {name: cluster}, revision: "main@sha1:abc", suspend: true}
          """
              .formatted(world.namespace()));
      var proof = world.see().requests("abc").getFirst();

      // then
      assertThatThrownBy(() -> patchStatus(lab.host().client(), proof))
          .hasMessageContaining("is written by Headgate alone");
      world
          .crowd()
          .as(
              "mallory",
              client ->
                  assertThatThrownBy(() -> patchStatus(client, proof))
                      .hasMessageContaining("is written by Headgate alone, not by mallory"));
      assertThat(world.see().judged("abc")).isEmpty();
    }
  }

  @Test
  void shouldNotOpenForAVerdictOnOtherManifestsThanTheRevisionHolds(Lab lab)
      throws InterruptedException {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      var commit = world.commitHigh("two");
      world.awaitHeldBy(commit, "ApprovalsMissing");

      // when
      world.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: zz-harmless, namespace: %s}
          spec:
            gateRef: {name: cluster}
            revision: %s
            manifests:
              inline: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: harmless, namespace: %s}
          """
              .formatted(world.namespace(), Gated.revision(commit), world.namespace()));

      // then
      var forged = world.awaitVerdict(commit, "Passed", RiskLevel.LOW);
      assertThat(forged.getMetadata().getName()).isEqualTo("zz-harmless");
      Gated.aWhile();
      world.awaitHeldBy(commit, "ApprovalsMissing");
      assertThat(world.see().pin()).contains(first);
    }
  }

  @Test
  void shouldGiveABombInManifestsAVerdictThatSaysWhatIsWrong(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      world.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: bomb, namespace: %s}
          spec:
            revision: main@sha1:abc
            manifests:
              inline: |
                a: &a [x, x]
                b: [%s *a]
          """
              .formatted(world.namespace(), "*a, ".repeat(300)));

      // then
      var proof = world.awaitVerdict("abc", "Failed");
      assertThat(Sights.message(proof)).startsWith("InvalidContent").contains("alias");
    }
  }

  @Test
  void shouldHarmNobodyWithARevisionOrAnApprovalOfNothing(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      world.apply(
          """
          apiVersion: headgate.dev/v1alpha1
          kind: ChangeRequest
          metadata: {name: nothing, namespace: %s}
          spec: {gateRef: {name: cluster}, revision: " "}
          """
              .formatted(world.namespace()));

      // then
      world.awaitThat(
          "it is told what is wrong",
          () ->
              world.requests().stream()
                  .anyMatch(
                      proof ->
                          proof.getStatus() != null
                              && String.valueOf(proof.getStatus().why())
                                  .contains("spec.revision is empty")));
      world.awaitLive(world.commitLow("two"));
    }
  }

  private static void patch(KubernetesClient client, ChangeRequest proof, String json) {
    client
        .resources(ChangeRequest.class)
        .inNamespace(proof.getMetadata().getNamespace())
        .withName(proof.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private static void patchStatus(KubernetesClient client, ChangeRequest proof) {
    client
        .resources(ChangeRequest.class)
        .inNamespace(proof.getMetadata().getNamespace())
        .withName(proof.getMetadata().getName())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), PASSED);
  }

  private static String mallory(String namespace) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: mallory, namespace: %1$s}
    rules:
    - {apiGroups: [headgate.dev], resources: ["*"], verbs: ["*"]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: mallory, namespace: %1$s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: mallory}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: mallory}]
    """
        .formatted(namespace);
  }
}
