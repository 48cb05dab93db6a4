package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tests of the sandbox share: a gate with one, a change that wants it, and what it leaves. */
final class SandboxWorld {

  static final String SPEC = "sandbox: {kubeconfig: {secretRef: {name: vcluster-dev}}}\n";

  /** What the verdict says of a change that was not run, with its reason to be filled in. */
  static final String NOT_EXERCISED = "NotExercised: not exercised: the change as a whole (%s)";

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
    giveKubeconfig(world, kubeconfig);
    return world;
  }

  /** Replaces what the Secret holds. */
  static void giveKubeconfig(Gated world, String kubeconfig) {
    giveSecret(world, Map.of("value", kubeconfig));
  }

  /** Puts the Secret there, or replaces all that it holds. */
  static void giveSecret(Gated world, Map<String, String> content) {
    world
        .lab()
        .host()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(Lab.SANDBOX_SECRET)
                .withNamespace(world.namespace())
                .endMetadata()
                .withStringData(content)
                .build())
        .createOr(NonDeletingOperation::update);
  }

  /** Risky enough to be run, and not so risky that somebody has to agree. */
  static String commitMedium(Gated world, String value) {
    return commitMedium(world, value, Yaml.intent("Medium"));
  }

  /** The same, with more of what its author says. */
  static String commitMedium(Gated world, String value, String intent) {
    return world.commit(
        "settings, to be tried: " + value,
        Map.of("apps/settings.yaml", Gated.app(value), ".headgate/" + value + ".yaml", intent));
  }

  /** The same, with an app that the proof waits for: it is seen running for some seconds. */
  static String commitRunning(Gated world, String value) {
    return world.commit(
        "an app to be tried: " + value,
        Map.of(
            "apps/kustomization.yaml",
            "resources: [settings.yaml, app.yaml]\n",
            "apps/settings.yaml",
            Gated.app(value),
            "apps/app.yaml",
            Yaml.deployment("web", "ghcr.io/example/web:" + value),
            ".headgate/" + value + ".yaml",
            Yaml.intent("Medium")));
  }

  /**
   * The latest proof could not tell, for that reason; the gate holds what was live, says so, and
   * will try again by itself after that pause.
   */
  static ChangeRequest assertInconclusive(
      Gated world, String live, String commit, String reason, Duration pause) {
    var proof = world.awaitVerdict(commit, "Inconclusive");
    assertThat(Sights.message(proof)).startsWith(reason + ": ");
    var whole = Sights.message(proof);
    var message = whole.substring(reason.length() + 2);
    var decidedAt = Sights.decidedAt(proof).orElseThrow();
    var aboutExercise = reason.equals("NotExercised");
    world.awaitThat(
        "the gate says so, and when it tries again",
        () ->
            world.statusIs(
                status ->
                    status.blockers().stream()
                        .map(SandboxWorld::sinceEver)
                        .toList()
                        .equals(
                            List.of(
                                new Blocker(
                                    "Proof",
                                    aboutExercise ? reason : "ProofInconclusive",
                                    aboutExercise ? message : whole,
                                    null,
                                    decidedAt.plus(pause),
                                    aboutExercise
                                        ? "headgate approve %s --revision %s -n %s"
                                            .formatted(Gated.GATE, commit, world.namespace())
                                        : "kubectl annotate chg -n %s %s reconcile.fluxcd.io/requestedAt=now --overwrite"
                                            .formatted(
                                                world.namespace(),
                                                proof.getMetadata().getName()))))));
    var gate = world.gate();
    assertThat(gate.state()).isEqualTo(GateState.HELD);
    assertThat(gate.live()).isEqualTo(Gated.revision(live));
    assertThat(world.see().pin()).contains(live);
    assertThat(world.live()).contains(live);
    return proof;
  }

  private static Blocker sinceEver(Blocker blocker) {
    return new Blocker(
        blocker.type(),
        blocker.reason(),
        blocker.message(),
        null,
        blocker.until(),
        blocker.clearWith());
  }

  static ChangeRequest awaitPhase(Gated world, String commit, Phase phase) {
    world.awaitThat(
        "the proof is " + phase,
        () -> world.see().requests(commit).stream().anyMatch(proof -> isIn(proof, phase)));
    return world.see().requests(commit).getFirst();
  }

  /** The janitor looks every ten seconds. */
  static void awaitClean(Gated world) {
    world.awaitThat("no lease is left", () -> leases(world.lab()).isEmpty());
    assertThat(leftovers(world.lab())).isEmpty();
  }

  /** The UID that a cluster is told by. */
  static String uid(LocalCluster cluster) {
    return cluster.client().namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  /** Whether the latest proof of a commit says so, while it is not judged. */
  static boolean says(Gated world, String commit, String why) {
    return world.see().requests(commit).stream()
        .filter(proof -> proof.getStatus() != null)
        .anyMatch(proof -> why.equals(proof.getStatus().why()));
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
