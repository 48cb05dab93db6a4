package dev.headgate.cli.demo;

/**
 * A tidy-up renames a Flux Kustomization. The new one would take the objects over, and the old one,
 * on its way out, would prune them: the database with its volume.
 */
final class Restructure implements Scenario {

  private static final String KS = "kubernetes/apps/data/postgres/ks.yaml";

  @Override
  public String name() {
    return "restructure";
  }

  @Override
  public String title() {
    return "A restructured path that would prune a database is caught before anything runs";
  }

  @Override
  public void play(World world, Narrator story) {
    var before = world.live();
    var renamed =
        world.commit(
            "refactor: name Kustomizations after what they hold",
            files ->
                files.replace(KS, "name: postgres\n  namespace", "name: database\n  namespace"));
    var proof = world.awaitVerdict(renamed, "Failed");
    story.quote(world.why(proof));
    world.expectNoSandbox(proof);
    world.awaitHeld(renamed);
    world.expectLive(before);

    var reverted = world.revert(renamed);
    world.awaitOpen(reverted);
    world.expectOnHost(
        "StatefulSet data/postgres was never touched",
        host -> host.apps().statefulSets().inNamespace("data").withName("postgres").get() != null);
  }
}
