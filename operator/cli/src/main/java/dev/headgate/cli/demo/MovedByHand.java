package dev.headgate.cli.demo;

/** Somebody who may edit everything else tries to move the pin past a closed gate. */
final class MovedByHand implements Scenario {

  private static final String RBAC = "kubernetes/apps/widgets/operator/app/rbac.yaml";

  @Override
  public String name() {
    return "by-hand";
  }

  @Override
  public String title() {
    return "Somebody moves the pin by hand and is refused";
  }

  @Override
  public void play(World world, Narrator story) {
    var before = world.live();
    var unproven =
        world.commit(
            "feat(widgets): widgets read and write everything",
            files -> files.replace(RBAC, "apiGroups: [example.org]", "apiGroups: ['*']"));
    world.awaitVerdict(unproven, "Passed");
    world.awaitHeld(unproven);
    story.act("alice, who may edit GitRepositories, pins the unproven commit");
    story.quote(world.movePinAs("alice", unproven));
    world.expectLive(before);
    var reverted = world.revert(unproven);
    world.awaitOpen(reverted);
  }
}
