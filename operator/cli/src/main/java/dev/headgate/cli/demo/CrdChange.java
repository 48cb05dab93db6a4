package dev.headgate.cli.demo;

/** A CRD grows a field: cluster-wide, so it is run in the sandbox before anybody sees it. */
final class CrdChange implements Scenario {

  private static final String CRD = "kubernetes/apps/widgets/operator/app/crd.yaml";

  @Override
  public String name() {
    return "crd";
  }

  @Override
  public String title() {
    return "A CRD change is proven in the sandbox and goes live";
  }

  @Override
  public void play(World world, Narrator story) {
    var commit =
        world.commit(
            "feat(widgets): widgets have a colour",
            files ->
                files.replace(
                    CRD,
                    "size: {type: integer}",
                    "size: {type: integer}\n                colour: {type: string}"));
    var proof = world.awaitVerdict(commit, "Passed");
    world.expectRisk(proof, "Medium");
    world.expectSandboxUsed(proof);
    world.awaitLive(commit);
    world.awaitOnHost(
        "CRD widgets.example.org knows colour",
        host ->
            host.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("widgets.example.org")
                .get()
                .toString()
                .contains("colour"));
  }
}
