package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.runtime.kube.FluxKinds;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Flux's bootstrap keeps the source in the repository that it serves, so that kustomize-controller
 * applies it by force again and again. It takes over the fields of managers with some names.
 */
@ExtendWith(InLab.class)
class PinBesideItsParentIT {

  @Test
  void shouldKeepThePinWhenFluxAppliesTheSourceFromGit(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      // given
      var bootstrapped =
          world.commit(
              "flux: bootstrap",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, source.yaml]\n",
                  "apps/source.yaml",
                  source(world)));
      world.awaitApplied(bootstrapped);
      world.createGate("");
      world.awaitState(GateState.OPEN);
      assertThat(world.see().source(Gated.SOURCE).orElseThrow().owners("/f:spec/f:url"))
          .contains("kustomize-controller");

      // when
      var commit = world.commitLow("two");
      world.awaitLive(commit);
      world.awaitApplied(commit);
      reconcileRoot(world, "again");

      // then
      assertThat(world.see().pin()).contains(commit);
      assertThat(world.see().source(Gated.SOURCE).orElseThrow().owners("/f:spec/f:ref/f:commit"))
          .containsExactly("headgate");
    }
  }

  private static String source(Gated world) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: %s, namespace: %s}
    spec: {interval: 1h, url: "%s", ref: {branch: main}}
    """
        .formatted(Gated.SOURCE, world.namespace(), world.git().url());
  }

  private static void reconcileRoot(Gated world, String token) {
    var root =
        world
            .lab()
            .host()
            .client()
            .genericKubernetesResources(FluxKinds.KUSTOMIZATION)
            .inNamespace(world.namespace())
            .withName(Gated.ROOT);
    root.patch(
        new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
        "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
            .formatted(token));
    world.awaitThat(
        "Flux has applied the tree once more",
        () -> token.equals(root.get().get("status", "lastHandledReconcileAt")));
  }
}
