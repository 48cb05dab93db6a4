package dev.headgate.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/**
 * The cluster has a rule of its own. A change that every schema allows breaks it, and the dry run
 * against the live API server tells before Flux would.
 */
final class RefusedByTheCluster implements Scenario {

  private static final String DEPLOYMENT = "kubernetes/apps/web/frontend/app/deployment.yaml";
  private static final String RULE = "images-from-our-registry";
  private static final String POLICY =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: images-from-our-registry}
      spec:
        failurePolicy: Fail
        matchConstraints:
          resourceRules:
          - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
        validations:
        - expression: object.spec.template.spec.containers.all(c, c.image.startsWith('registry.example.org/'))
          message: images come from registry.example.org here
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: images-from-our-registry}
      spec:
        policyName: images-from-our-registry
        validationActions: [Deny]
        matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}}
      """;

  @Override
  public String name() {
    return "dry-run";
  }

  @Override
  public String title() {
    return "The cluster's own admission refuses a change before Flux tries it";
  }

  @Override
  public void play(World world, Narrator story) {
    var before = world.live();
    story.act("the cluster has a rule of its own: ValidatingAdmissionPolicy " + RULE);
    world.lab().host().client().load(stream()).serverSideApply();
    world.awaitOnHost("it is in force", RefusedByTheCluster::isInForce);
    var refused =
        world.commit(
            "fix(container): take frontend from another registry",
            files ->
                files.replace(DEPLOYMENT, "registry.example.org/frontend", "quay.io/x/frontend"));
    var proof = world.awaitVerdict(refused, "Failed");
    world.expectNoSandbox(proof);
    world.expectWhy(proof, RULE);
    story.quote(world.why(proof));
    world.awaitHeld(refused);
    world.expectLive(before);
    world.lab().host().client().load(stream()).delete();
    world.awaitOpen(world.revert(refused));
  }

  /** Tried as everybody may: without doing it. */
  private static boolean isInForce(KubernetesClient host) {
    try {
      var deployments = host.apps().deployments().inNamespace("web");
      var other = deployments.withName("frontend").get();
      other.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("quay.io/x/y");
      other.getMetadata().setManagedFields(null);
      host.resource(other).dryRun(true).update();
      return false;
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage()).contains(RULE);
    }
  }

  private static ByteArrayInputStream stream() {
    return new ByteArrayInputStream(POLICY.getBytes(StandardCharsets.UTF_8));
  }
}
