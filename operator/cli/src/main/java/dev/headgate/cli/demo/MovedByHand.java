package dev.headgate.cli.demo;

/** Somebody who may edit everything else tries to move the pin past a closed gate. */
final class MovedByHand implements Scenario {

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
            "feat!: widgets run as cluster-admin",
            files ->
                files.replace(
                    "kubernetes/apps/widgets/operator/app/rbac.yaml",
                    "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: widgets-operator}",
                    "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}"));
    world.awaitHeld(unproven);
    story.act("alice, who may edit GitRepositories, pins the unproven commit");
    story.quote(world.movePinAs("alice", unproven));
    world.expectLive(before);
    var reverted = world.revert(unproven);
    world.awaitOpen(reverted);
  }
}
