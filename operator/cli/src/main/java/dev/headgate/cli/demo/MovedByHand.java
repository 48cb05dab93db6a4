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
    var unapproved =
        world.commit(
            "feat(widgets): the operator may impersonate",
            files -> files.replace(RBAC, "update, patch]", "update, patch, impersonate]"));
    world.expectRisk(world.awaitVerdict(unapproved, "Passed"), "High");
    world.awaitHeld(unapproved);
    story.act("alice, who may edit GitRepositories, pins the commit that nobody approved");
    story.quote(world.movePinAs("alice", unapproved));
    world.expectLive(before);
    var reverted = world.revert(unapproved);
    world.awaitOpen(reverted);
  }
}
