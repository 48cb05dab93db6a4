package dev.headgate.cli.demo;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.Verdict;
import dev.headgate.core.tree.Revision;
import dev.headgate.local.Lab;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the people of the story do and see. Everything is seen through the API server of the host;
 * what does not come as expected ends the story.
 */
final class World {

  private static final String GATE = "cluster";
  private static final String SOURCE = "flux-system";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Lab lab;
  private final Repository repository;
  private final Narrator story;

  World(Lab lab, Repository repository, Narrator story) {
    this.lab = lab;
    this.repository = repository;
    this.story = story;
  }

  /** Flux as bootstrap leaves it, then a gate over it. */
  void settle(String fluxYaml, String gateYaml) {
    var began = System.nanoTime();
    client().load(stream(fluxYaml.replace("REPOSITORY_URL", repository.url()))).serverSideApply();
    awaitOnHost(
        "Flux applied the repository",
        host ->
            host.apps().statefulSets().inNamespace("data").withName("postgres").get() != null
                && lastApplied("cluster").filter(repository.head()::equals).isPresent());
    client().load(stream(gateYaml)).serverSideApply();
    await(
        "the gate adopts what is live",
        () -> state().filter(GateState.OPEN::equals).isPresent(),
        began);
  }

  Lab lab() {
    return lab;
  }

  String commit(String message, Consumer<Repository.Edits> edit) {
    var commit = repository.commit(message, edit);
    story.act("commit %s  %s".formatted(commit.substring(0, 12), message));
    lab.sources().poke();
    return commit;
  }

  String revert(String commit) {
    var reverted = repository.revert(commit);
    story.act("commit %s  Revert %s".formatted(reverted.substring(0, 12), commit.substring(0, 12)));
    lab.sources().poke();
    return reverted;
  }

  ChangeRequest awaitVerdict(String commit, String result) {
    var began = System.nanoTime();
    await(
        "a verdict on " + commit.substring(0, 12),
        () -> judged(commit).isPresent(),
        System.nanoTime(),
        false);
    var proof = judged(commit).orElseThrow();
    var found = verdict(proof).map(verdict -> verdict.result().word()).orElse("none");
    if (!found.equals(result)) {
      throw new UnexpectedOutcome(
          "expected verdict %s on %s, found %s: %s".formatted(result, commit, found, why(proof)));
    }
    story.outcome(
        "verdict %s, risk %s".formatted(found, risk(proof)),
        Duration.ofNanos(System.nanoTime() - began));
    return proof;
  }

  void expectRisk(ChangeRequest proof, String level) {
    expect("risk " + level, risk(proof).equals(level), why(proof));
  }

  void expectSandboxUsed(ChangeRequest proof) {
    expect("it ran in the sandbox", proof.getStatus().sandbox() != null, why(proof));
  }

  void expectWhy(ChangeRequest proof, String words) {
    expect("it says " + words, why(proof).contains(words), why(proof));
  }

  void expectNoSandbox(ChangeRequest proof) {
    expect("no sandbox was needed", proof.getStatus().sandbox() == null, why(proof));
  }

  String why(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().why()).orElse("");
  }

  void awaitLive(String commit) {
    await(
        "%s is live".formatted(commit.substring(0, 12)),
        () -> live().equals(commit),
        System.nanoTime());
  }

  /** The pin that the cluster lives by. */
  String live() {
    return source()
        .artifact()
        .map(artifact -> artifact.revision().commit())
        .orElseThrow(() -> new UnexpectedOutcome("the gated source shows nothing"));
  }

  void expectLive(String commit) {
    expect("%s is still live".formatted(commit.substring(0, 12)), live().equals(commit), live());
    story.outcome("%s is still live".formatted(commit.substring(0, 12)), Duration.ZERO);
  }

  void awaitHeld(String commit) {
    await(
        "the gate holds " + commit.substring(0, 12),
        () -> isHead(commit) && state().filter(GateState.HELD::equals).isPresent() && isSettled(),
        System.nanoTime());
    story.quote(blockedBy());
  }

  void awaitOpen(String commit) {
    await(
        "the gate is open at " + commit.substring(0, 12),
        () ->
            isHead(commit)
                && live().equals(commit)
                && state()
                    .filter(state -> state == GateState.OPEN || state == GateState.VERIFYING)
                    .isPresent(),
        System.nanoTime());
  }

  void deleteConfigMap(String namespace, String name) {
    client().configMaps().inNamespace(namespace).withName(name).delete();
  }

  void awaitOnHost(String what, Predicate<KubernetesClient> seen) {
    await(what, () -> seen.test(client()), System.nanoTime());
  }

  void expectOnHost(String what, Predicate<KubernetesClient> seen) {
    expect(what, seen.test(client()), "it is otherwise");
    story.outcome(what, Duration.ZERO);
  }

  /** Tries to move the pin as somebody; returns what they were told. */
  String movePinAs(String user, String commit) {
    try (var other = lab.host().clientAs("default", user)) {
      other
          .genericKubernetesResources(FluxKinds.GIT_REPOSITORY)
          .inNamespace(Lab.FLUX)
          .withName(SOURCE)
          .patch(
              new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
              "{\"spec\":{\"ref\":{\"commit\":\"%s\"}}}".formatted(commit));
    } catch (KubernetesClientException refused) {
      return Optional.ofNullable(refused.getStatus().getMessage()).orElse("refused");
    }
    throw new UnexpectedOutcome(user + " moved the pin, and nobody refused");
  }

  private Optional<String> lastApplied(String kustomization) {
    return Optional.ofNullable(
            client()
                .genericKubernetesResources(FluxKinds.KUSTOMIZATION)
                .inNamespace(Lab.FLUX)
                .withName(kustomization)
                .get())
        .map(FluxObject::of)
        .flatMap(found -> found.text("/status/lastAppliedRevision"))
        .map(revision -> new Revision(revision).commit());
  }

  private FluxObject source() {
    return FluxObject.of(
        client()
            .genericKubernetesResources(FluxKinds.GIT_REPOSITORY)
            .inNamespace(Lab.FLUX)
            .withName(SOURCE)
            .get());
  }

  private Optional<ChangeRequest> judged(String commit) {
    return requests().stream()
        .filter(
            request ->
                request.getSpec().revision() != null
                    && new Revision(request.getSpec().revision()).commit().equals(commit))
        .filter(request -> verdict(request).isPresent())
        .findFirst();
  }

  private static Optional<Verdict> verdict(ChangeRequest request) {
    return Optional.ofNullable(request.getStatus()).map(ChangeRequestStatus::verdict);
  }

  private List<ChangeRequest> requests() {
    return client().resources(ChangeRequest.class).inNamespace(Lab.FLUX).list().getItems();
  }

  private static String risk(ChangeRequest proof) {
    var risk = proof.getStatus().risk();
    return risk == null ? "unknown" : risk.level().word();
  }

  private Optional<PromotionGateStatus> gate() {
    return Optional.ofNullable(
            client().resources(PromotionGate.class).inNamespace(Lab.FLUX).withName(GATE).get())
        .map(PromotionGate::getStatus);
  }

  private Optional<GateState> state() {
    return gate().map(PromotionGateStatus::state);
  }

  private boolean isHead(String commit) {
    return gate()
        .map(PromotionGateStatus::head)
        .filter(head -> new Revision(head.revision()).commit().equals(commit))
        .isPresent();
  }

  /** Whether what holds it is more than a proof that has not ended. */
  private boolean isSettled() {
    return gate().stream()
        .flatMap(status -> status.blockers().stream())
        .noneMatch(blocker -> blocker.reason().equals("NotYetProven"));
  }

  private String blockedBy() {
    return gate().map(PromotionGateStatus::blockedBy).orElse("");
  }

  private KubernetesClient client() {
    return lab.host().client();
  }

  private static InputStream stream(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void expect(String what, boolean holds, String found) {
    if (!holds) {
      throw new UnexpectedOutcome("expected that %s; found: %s".formatted(what, found));
    }
  }

  private void await(String what, Supplier<Boolean> seen, long began) {
    await(what, seen, began, true);
  }

  private void await(String what, Supplier<Boolean> seen, long began, boolean tell) {
    while (!seen.get()) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new UnexpectedOutcome(
            "waited %d s for this: %s. The gate says: %s"
                .formatted(PATIENCE.toSeconds(), what, blockedBy()));
      }
      try {
        Thread.sleep(GLANCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnexpectedOutcome("interrupted while waiting for this: " + what);
      }
    }
    if (tell) {
      story.outcome(what, Duration.ofNanos(System.nanoTime() - began));
    }
  }
}
