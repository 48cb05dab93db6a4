package dev.headgate.chart;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Requests of different people, each as one attempt. */
record Requests(LocalCluster cluster) {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  KubernetesClient admin() {
    return cluster.client();
  }

  Attempt create(Person person, GenericKubernetesResource object) {
    return attempt(person, client -> client.resource(object).create());
  }

  Attempt patch(Person person, GenericKubernetesResource object, String patch) {
    return attempt(person, client -> client.resource(object).patch(MERGE, patch));
  }

  Attempt patchStatus(Person person, GenericKubernetesResource object, String patch) {
    return attempt(
        person, client -> client.resource(object).subresource("status").patch(MERGE, patch));
  }

  Attempt delete(Person person, GenericKubernetesResource object) {
    return attempt(person, client -> client.resource(object).delete());
  }

  /** Server-side apply with force, as Flux does. */
  Attempt apply(Person person, GenericKubernetesResource object, String manager) {
    var how =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(manager)
            .withForce(true)
            .build();
    return attempt(person, client -> client.resource(object).patch(how));
  }

  /** One request or several. */
  Attempt attempt(Person person, Request request) {
    try (var client = person.talkingTo(cluster)) {
      return Attempt.of(() -> request.send(client));
    }
  }

  /** What somebody asks for. */
  interface Request {
    void send(KubernetesClient client);
  }
}
