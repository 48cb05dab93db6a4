package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tests of the sandbox share: a gate with one, a change that wants it, and what it leaves. */
final class SandboxWorld {

  static final String SPEC = "sandbox: {kubeconfig: {secretRef: {name: vcluster-dev}}}\n";

  private static final String LABEL = "headgate.dev/change";

  private SandboxWorld() {}

  static Gated open(Lab lab) {
    var world = Gated.open(lab, SPEC);
    lab.giveSandbox(world.namespace());
    return world;
  }

  /** A gate whose kubeconfig is this text. */
  static Gated open(Lab lab, String kubeconfig) {
    var world = open(lab);
    lab.host()
        .client()
        .secrets()
        .inNamespace(world.namespace())
        .withName(Lab.SANDBOX_SECRET)
        .edit(
            secret ->
                new io.fabric8.kubernetes.api.model.SecretBuilder(secret)
                    .addToStringData("value", kubeconfig)
                    .build());
    return world;
  }

  /** Risky enough to be run, and not so risky that somebody has to agree. */
  static String commitMedium(Gated world, String value) {
    return world.commit(
        "settings, to be tried: " + value,
        Map.of(
            "apps/settings.yaml",
            Gated.app(value),
            ".headgate/" + value + ".yaml",
            Yaml.intent("Medium")));
  }

  static ChangeRequest awaitPhase(Gated world, String commit, Phase phase) {
    world.awaitThat(
        "the proof is " + phase,
        () -> world.see().requests(commit).stream().anyMatch(proof -> isIn(proof, phase)));
    return world.see().requests(commit).getFirst();
  }

  /** The janitor looks every half minute. */
  static void awaitClean(Gated world) {
    world.awaitThat("no lease is left", () -> leases(world.lab()).isEmpty());
    assertThat(leftovers(world.lab())).isEmpty();
  }

  static List<Lease> leases(Lab lab) {
    return lab.host()
        .client()
        .leases()
        .inNamespace(Lab.HEADGATE)
        .withLabel("headgate.dev/sandbox")
        .list()
        .getItems();
  }

  private static List<String> leftovers(Lab lab) {
    var sandbox = lab.sandbox().client();
    return Stream.of(
            sandbox.namespaces().withLabel(LABEL).list().getItems().stream(),
            sandbox.configMaps().inAnyNamespace().withLabel(LABEL).list().getItems().stream(),
            sandbox
                .network()
                .v1()
                .networkPolicies()
                .inAnyNamespace()
                .withLabel(LABEL)
                .list()
                .getItems()
                .stream())
        .flatMap(found -> found)
        .map(
            found ->
                ((HasMetadata) found).getFullResourceName()
                    + "/"
                    + ((HasMetadata) found).getMetadata().getName())
        .toList();
  }

  private static boolean isIn(ChangeRequest proof, Phase phase) {
    return proof.getStatus() != null && proof.getStatus().phase() == phase;
  }
}
