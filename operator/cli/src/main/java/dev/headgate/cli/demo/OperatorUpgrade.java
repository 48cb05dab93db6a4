package dev.headgate.cli.demo;

/**
 * An operator's new minor version crashes. It does so in the sandbox, so the cluster keeps the old
 * one, drift of which is still corrected; the fix goes live.
 */
final class OperatorUpgrade implements Scenario {

  private static final String DEPLOYMENT = "kubernetes/apps/widgets/operator/app/deployment.yaml";
  private static final String POD_LABELS =
      "      labels: {app.kubernetes.io/name: widgets-operator}\n    spec:";

  /** kwok lets the containers of such a pod crash in a loop. */
  private static final String CRASHING =
      "      labels: {app.kubernetes.io/name: widgets-operator, headgate.dev/kwok: fail}\n    spec:";

  @Override
  public String name() {
    return "operator-upgrade";
  }

  @Override
  public String title() {
    return "An operator upgrade breaks in the sandbox, not in the cluster";
  }

  @Override
  public void play(World world, Narrator story) {
    var before = world.live();
    var broken =
        world.commit(
            "feat(container): update image widgets-operator (v1.8.3 ➔ v1.9.0)",
            files ->
                files
                    .replace(DEPLOYMENT, "widgets-operator:v1.8.3", "widgets-operator:v1.9.0")
                    .replace(DEPLOYMENT, POD_LABELS, CRASHING));
    var proof = world.awaitVerdict(broken, "Failed");
    story.quote(world.why(proof));
    world.awaitHeld(broken);
    world.expectLive(before);

    story.act("somebody deletes ConfigMap web/frontend in the cluster");
    world.deleteConfigMap("web", "frontend");
    world.awaitOnHost(
        "Flux put it back: drift is corrected while the gate is closed",
        host -> host.configMaps().inNamespace("web").withName("frontend").get() != null);
    world.expectLive(before);

    var fixed =
        world.commit(
            "fix(container): update image widgets-operator (v1.9.0 ➔ v1.9.1)",
            files ->
                files
                    .replace(DEPLOYMENT, "widgets-operator:v1.9.0", "widgets-operator:v1.9.1")
                    .replace(DEPLOYMENT, CRASHING, POD_LABELS));
    world.expectSandboxUsed(world.awaitVerdict(fixed, "Passed"));
    world.awaitLive(fixed);
    world.awaitOnHost(
        "Deployment widgets/widgets-operator is available with v1.9.1",
        host -> {
          var deployment =
              host.apps().deployments().inNamespace("widgets").withName("widgets-operator").get();
          var available = deployment.getStatus().getAvailableReplicas();
          return deployment.toString().contains("widgets-operator:v1.9.1")
              && available != null
              && available == 1;
        });
  }
}
