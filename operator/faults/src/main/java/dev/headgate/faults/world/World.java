package dev.headgate.faults.world;

import dev.headgate.faults.plan.Fault;
import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.plan.Script;
import dev.headgate.faults.plan.Story;
import dev.headgate.faults.proxy.Door;
import dev.headgate.faults.proxy.Trace;
import dev.headgate.local.Lab;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One run's namespace, operators and people, while a plan is played in it. */
final class World implements AutoCloseable {

  static final String ALICE = "alice";
  static final String BOB = "bob";
  static final String EDITOR = "editor";

  private static final Set<String> FAILED = Set.of("Failed", "Inconclusive");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofMillis(800);
  private static final long GLANCE_MILLIS = 25;

  private final Scene scene;
  private final Script script;
  private final Trace trace = new Trace();
  private final Deeds deeds;
  private final Crew crew;
  private final Story story;
  private final boolean endsTheSame;
  private final Duration late;
  private final Duration patience;

  World(Stage stage, Plan plan) {
    this.story = plan.story();
    this.endsTheSame = plan.endsTheSame();
    this.late = plan.lateness();
    this.patience = PATIENCE.plus(plan.outage());
    this.script = new Script(plan.faults());
    this.scene = new Scene(stage);
    this.deeds = new Deeds(scene);
    Scene.apply(scene.admin(), Documents.namespace(scene.namespace()));
    for (var user : new String[] {ALICE, BOB, EDITOR}) {
      scene.apply(Documents.editor(scene.namespace(), user));
    }
    if (story == Story.SANDBOX) {
      scene.giveSandbox();
    }
    crew =
        new Crew(
            stage,
            Duration.ofHours(plan.hoursApart()),
            this::leadToSandbox,
            starting ->
                new Door.Surroundings(
                    script, trace, new ConcurrentHashMap<>(), this::perform, starting::crash));
  }

  Scene scene() {
    return scene;
  }

  Script script() {
    return script;
  }

  Trace trace() {
    return trace;
  }

  Crew crew() {
    return crew;
  }

  /** Flux follows the first commit; operators are on their way. */
  String settle(Map<String, String> files, int operators) throws InterruptedException {
    crew.start(operators);
    var first = scene.git().commit("the first", files);
    scene.apply(Documents.flux(scene.namespace(), scene.git().url()));
    await(
        "the first commit is applied",
        () -> scene.commitAt(Scene.ROOTS, Scene.ROOT, "/status/lastAppliedRevision").equals(first));
    return first;
  }

  /** The gate says that it is open at that commit, and Flux has applied it. */
  void awaitLive(String commit) throws InterruptedException {
    await(
        commit + " is live",
        () ->
            askedAgain()
                && scene
                    .get(Scene.GATES, Scene.GATE)
                    .filter(gate -> gate.at("/status/state").asText().equals("Open"))
                    .filter(gate -> gate.at("/status/live").asText().endsWith(commit))
                    .filter(gate -> gate.at("/status/pin").isMissingNode())
                    .isPresent()
                && scene
                    .commitAt(Scene.ROOTS, Scene.ROOT, "/status/lastAppliedRevision")
                    .equals(commit));
  }

  /** These are what holds the gate, in that order. */
  void awaitHeldBy(String... reasons) throws InterruptedException {
    await(
        "the gate is held by " + String.join(", ", reasons),
        () ->
            scene
                .get(Scene.GATES, Scene.GATE)
                .filter(
                    gate ->
                        gate.at("/status/blockers")
                            .findValuesAsText("reason")
                            .equals(List.of(reasons)))
                .isPresent());
  }

  /**
   * Where a proof may fail for what happens, somebody asks for another, as the gate tells people
   * to, once for each.
   */
  private boolean askedAgain() {
    if (!endsTheSame) {
      scene
          .list(Scene.REQUESTS)
          .filter(one -> FAILED.contains(one.at("/status/verdict/result").asText()))
          .filter(one -> one.at("/metadata/annotations").isMissingNode())
          .forEach(one -> scene.askAgain(one.at("/metadata/name").asText()));
    }
    return true;
  }

  /** Nobody writes any more, nor will when what is late has come. */
  void awaitQuiet() throws InterruptedException {
    await("writes stop", () -> trace.quiet().compareTo(QUIET.plus(late)) > 0);
  }

  void await(String what, BooleanSupplier seen) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new InVainException(
            "waited %d s in vain until %s; %s".formatted(patience.toSeconds(), what, summary()));
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }

  /** Takes the gate away, and waits until all that it had is gone. */
  void leave() throws InterruptedException {
    scene.all(Scene.GATES).withName(Scene.GATE).delete();
    await("the gate is gone", () -> scene.get(Scene.GATES, Scene.GATE).isEmpty());
    disowned();
    await("its proofs are gone", () -> scene.list(Scene.REQUESTS).findAny().isEmpty());
    await("its sandboxes are gone", () -> scene.list(Scene.SANDBOXES).findAny().isEmpty());
  }

  /** What an intruder took from the gate does not go with it: whoever finds it deletes it. */
  private void disowned() {
    scene
        .list(Scene.REQUESTS)
        .filter(one -> one.at("/metadata/ownerReferences").isMissingNode())
        .toList()
        .forEach(
            one -> scene.all(Scene.REQUESTS).withName(one.at("/metadata/name").asText()).delete());
  }

  @Override
  public void close() {
    crew.end();
    scene.clear();
    try {
      scene.force();
      await("everything is gone", scene::isEmpty);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Fault fault) {
    if (fault.deed() != null) {
      deeds.perform(fault.deed());
    }
  }

  /** The Secret leads to the sandbox by the newest operator's own door. */
  private void leadToSandbox(Instance operator) {
    if (story != Story.SANDBOX) {
      return;
    }
    var kubeconfig =
        scene
            .sandboxKubeconfig()
            .replaceFirst("server: \\S+", "server: " + operator.sandboxUrl())
            .replaceFirst(
                "certificate-authority-data: \\S+",
                "certificate-authority-data: "
                    + Base64.getEncoder()
                        .encodeToString(Door.caPem().getBytes(StandardCharsets.US_ASCII)));
    scene
        .admin()
        .secrets()
        .inNamespace(scene.namespace())
        .withName(Lab.SANDBOX_SECRET)
        .edit(
            secret -> {
              secret.setStringData(Map.of("value", kubeconfig));
              return secret;
            });
  }

  private String summary() {
    var gate =
        scene
            .get(Scene.GATES, Scene.GATE)
            .map(found -> found.path("status").toString())
            .orElse("there is no gate");
    var proofs =
        scene
            .list(Scene.REQUESTS)
            .map(
                proof ->
                    proof.at("/metadata/name").asText()
                        + ": "
                        + proof.at("/status/phase").asText()
                        + ", "
                        + proof.at("/status/why").asText())
            .toList();
    return "the gate says %s; proofs: %s".formatted(gate, proofs);
  }
}
