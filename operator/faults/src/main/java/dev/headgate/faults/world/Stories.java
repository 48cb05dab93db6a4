package dev.headgate.faults.world;

import dev.headgate.faults.plan.Story;
import java.time.Duration;
import java.util.Map;

/** What people do, one after the other, and what must come of it each time. */
final class Stories {

  static final String PASSWORD_ONE = "correct-horse-battery-one";
  static final String PASSWORD_TWO = "correct-horse-battery-two";

  private static final String SANDBOX =
      "sandbox: {kubeconfig: {secretRef: {name: vcluster-dev}}}\n";
  private static final String PEOPLE =
      """
      approvals: {required: 1, appliesTo: [Low, Medium, High]}
      freeze: {reason: holidays}
      """;
  private static final Map<String, String> FIRST =
      Map.of(
          "apps/kustomization.yaml",
          "resources: [settings.yaml]\n",
          "apps/settings.yaml",
          Documents.settings("one"));

  private final World world;
  private final int operators;

  Stories(World world, int operators) {
    this.world = world;
    this.operators = Math.max(1, operators);
  }

  /** Returns when the goal is reached. */
  void play(Story story) throws InterruptedException {
    switch (story) {
      case ROUTINE -> routine();
      case SANDBOX -> sandbox();
      case PROMOTION -> promotion();
    }
  }

  private void routine() throws InterruptedException {
    open("", FIRST);
    var commit = world.scene().commit("settings: two", value("two"));
    world.awaitLive(commit);
  }

  private void sandbox() throws InterruptedException {
    open(
        SANDBOX,
        Map.of(
            "apps/kustomization.yaml",
            "resources: [settings.yaml, secret.yaml]\n",
            "apps/settings.yaml",
            Documents.settings("one"),
            "apps/secret.yaml",
            Documents.secret(PASSWORD_ONE)));
    var commit =
        world
            .scene()
            .commit(
                "settings and secret: two",
                Map.of(
                    "apps/settings.yaml",
                    Documents.settings("two"),
                    "apps/secret.yaml",
                    Documents.secret(PASSWORD_TWO),
                    ".headgate/two.yaml",
                    Documents.intentMedium()));
    world.awaitLive(commit);
    world.await(
        "the sandbox is given back",
        () ->
            world.scene().list(Scene.SANDBOXES).findAny().isEmpty()
                && world
                        .scene()
                        .insideSandbox()
                        .namespaces()
                        .withName(world.scene().namespace())
                        .get()
                    == null);
  }

  private void promotion() throws InterruptedException {
    open(PEOPLE, FIRST);
    var second = world.scene().commit("settings: two", value("two"));
    world.awaitHeldBy("Frozen", "ApprovalsMissing");
    speak("approve-second", "Approve", World.ALICE, second);
    world.awaitHeldBy("Frozen");
    speak("hold-second", "Hold", World.BOB, second);
    Thread.sleep(Duration.ofSeconds(1)); // longer than anything is on its way
    world
        .scene()
        .all(Scene.GATES)
        .withName(Scene.GATE)
        .patch(Deeds.MERGE, "{\"spec\":{\"freeze\":null}}");
    world.awaitHeldBy("HeldByPerson");
    world.scene().all(Scene.APPROVALS).withName("hold-second").delete();
    world.awaitLive(second);
    var third = world.scene().commit("settings: three", value("three"));
    speak("approve-third", "Approve", World.ALICE, third);
    world.awaitLive(third);
  }

  private void open(String spec, Map<String, String> files) throws InterruptedException {
    var first = world.settle(files, operators);
    world.scene().apply(Documents.gate(world.scene().namespace(), spec));
    world.awaitLive(first);
  }

  private void speak(String name, String action, String user, String commit) {
    var document = Documents.approval(world.scene().namespace(), name, action, user, commit);
    world
        .scene()
        .as(
            user,
            client -> {
              Scene.apply(client, document);
              return name;
            });
  }

  private static Map<String, String> value(String value) {
    return Map.of("apps/settings.yaml", Documents.settings(value));
  }
}
