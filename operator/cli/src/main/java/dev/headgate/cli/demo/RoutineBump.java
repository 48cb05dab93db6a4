package dev.headgate.cli.demo;

/** The most frequent commit of all: a patch version of an ordinary app. */
final class RoutineBump implements Scenario {

  private static final String DEPLOYMENT = "kubernetes/apps/web/frontend/app/deployment.yaml";

  @Override
  public String name() {
    return "routine";
  }

  @Override
  public String title() {
    return "A routine bump goes live by itself";
  }

  @Override
  public void play(World world, Narrator story) {
    var commit =
        world.commit(
            "fix(container): update image frontend (1.4.1 ➔ 1.4.2)",
            files -> files.replace(DEPLOYMENT, "frontend:1.4.1", "frontend:1.4.2"));
    var proof = world.awaitVerdict(commit, "Passed");
    world.expectRisk(proof, "Low");
    world.awaitLive(commit);
    world.awaitOnHost(
        "Deployment web/frontend runs 1.4.2",
        host ->
            host.apps()
                .deployments()
                .inNamespace("web")
                .withName("frontend")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage()
                .endsWith(":1.4.2"));
  }
}
