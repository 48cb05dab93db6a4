package dev.headgate.faults.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.faults.plan.Deed;
import dev.headgate.local.Lab;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What somebody else does at the worst moment. What they are denied they do not do. */
final class Deeds {

  static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LATER = Duration.ofMillis(500);
  private static final String CHANGE = "headgate.dev/change";

  private final Scene scene;

  Deeds(Scene scene) {
    this.scene = scene;
  }

  void perform(Deed deed) {
    switch (deed) {
      case DELETE_HEAD -> editor(client -> of(client, Scene.SOURCES, Scene.HEAD).delete());
      case UNLABEL_HEAD -> patch(Scene.SOURCES, Scene.HEAD, "{\"metadata\":{\"labels\":null}}");
      case EDIT_HEAD ->
          patch(Scene.SOURCES, Scene.HEAD, "{\"spec\":{\"ref\":{\"branch\":\"other\"}}}");
      case MOVE_PIN ->
          patch(
              Scene.SOURCES,
              Scene.SOURCE,
              "{\"spec\":{\"ref\":{\"commit\":\"%s\"}}}".formatted(scene.git().head()));
      case UNLABEL_SOURCE -> patch(Scene.SOURCES, Scene.SOURCE, "{\"metadata\":{\"labels\":null}}");
      case DELETE_SANDBOXES -> editor(client -> scene.all(client, Scene.SANDBOXES).delete());
      case DELETE_REQUESTS -> editor(client -> scene.all(client, Scene.REQUESTS).delete());
      case DISOWN_REQUESTS ->
          patchAll(Scene.REQUESTS, "{\"metadata\":{\"ownerReferences\":null,\"labels\":null}}");
      case IMPERSONATE_REQUESTS -> impersonate();
      case FORGE_VERDICT -> forge();
      case SUSPEND_REQUESTS -> {
        patchAll(Scene.REQUESTS, "{\"spec\":{\"suspend\":true}}");
        later(() -> patchAll(Scene.REQUESTS, "{\"spec\":{\"suspend\":null}}"));
      }
      case EDIT_GATE -> {
        patch(Scene.GATES, Scene.GATE, "{\"spec\":{\"soak\":\"1h\"}}");
        later(() -> patch(Scene.GATES, Scene.GATE, "{\"spec\":{\"soak\":null}}"));
      }
      case RECREATE_GATE -> recreate(Scene.GATES, Scene.GATE);
      case RECREATE_APPROVALS ->
          scene
              .list(Scene.APPROVALS)
              .toList()
              .forEach(one -> recreate(Scene.APPROVALS, one.at("/metadata/name").asText()));
      case DELETE_LEASES ->
          scene
              .admin()
              .leases()
              .inNamespace(Lab.HEADGATE)
              .withLabel("headgate.dev/sandbox")
              .delete();
      case EMPTY_SANDBOX -> sandboxed().forEach(map -> inSandbox(map).delete());
      case UNLABEL_SANDBOX ->
          sandboxed()
              .forEach(map -> inSandbox(map).patch(MERGE, "{\"metadata\":{\"labels\":null}}"));
    }
  }

  private void impersonate() {
    for (var request : scene.list(Scene.REQUESTS).toList()) {
      var name = request.at("/metadata/name").asText();
      editor(client -> of(client, Scene.REQUESTS, name).delete());
      var document = bare(request);
      if (document.path("spec") instanceof ObjectNode spec) {
        spec.putObject("manifests").put("inline", Documents.settings("harmless"));
      }
      editor(client -> create(client, document));
    }
  }

  private void forge() {
    for (var request : scene.list(Scene.REQUESTS).toList()) {
      var forged = JSON.createObjectNode();
      forged
          .putObject("status")
          .putObject("verdict")
          .put("result", "Passed")
          .put("reason", "Proven")
          .put("revision", request.at("/spec/revision").asText())
          .put("decidedAt", "2026-01-01T00:00:00Z");
      editor(
          client ->
              of(client, Scene.REQUESTS, request.at("/metadata/name").asText())
                  .subresource("status")
                  .patch(MERGE, forged.toString()));
    }
  }

  /** By whoever may: approvals by who gave them, the rest by an admin. */
  private void recreate(ResourceDefinitionContext kind, String name) {
    var found = scene.get(kind, name);
    if (found.isEmpty()) {
      return;
    }
    var user = found.get().at("/spec/user").asText("");
    of(scene.admin(), kind, name).delete();
    var document = bare(found.get());
    later(
        () -> {
          if (user.isEmpty()) {
            attempt(scene.admin(), client -> create(client, document));
          } else {
            as(user, client -> create(client, document));
          }
        });
  }

  private static ObjectNode bare(JsonNode object) {
    var document = object.<ObjectNode>deepCopy();
    document.remove("status");
    if (document.path("metadata") instanceof ObjectNode metadata) {
      metadata.retain(Set.of("name", "namespace"));
    }
    return document;
  }

  private static void create(KubernetesClient client, ObjectNode document) {
    client.resource(JSON.convertValue(document, GenericKubernetesResource.class)).create();
  }

  private void patch(ResourceDefinitionContext kind, String name, String json) {
    editor(client -> of(client, kind, name).patch(MERGE, json));
  }

  private void patchAll(ResourceDefinitionContext kind, String json) {
    scene.list(kind).toList().forEach(one -> patch(kind, one.at("/metadata/name").asText(), json));
  }

  private Resource<GenericKubernetesResource> of(
      KubernetesClient client, ResourceDefinitionContext kind, String name) {
    return scene.all(client, kind).withName(name);
  }

  private List<ConfigMap> sandboxed() {
    return scene
        .insideSandbox()
        .configMaps()
        .inNamespace(scene.namespace())
        .withLabel(CHANGE)
        .list()
        .getItems();
  }

  private Resource<ConfigMap> inSandbox(ConfigMap map) {
    return scene
        .insideSandbox()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName(map.getMetadata().getName());
  }

  private void editor(Consumer<KubernetesClient> deed) {
    as(World.EDITOR, deed);
  }

  private void as(String user, Consumer<KubernetesClient> deed) {
    scene.as(
        user,
        client -> {
          attempt(client, deed);
          return user;
        });
  }

  @SuppressWarnings("UnusedException") // whoever may not, or comes too late, has done nothing
  private static void attempt(KubernetesClient client, Consumer<KubernetesClient> deed) {
    try {
      deed.accept(client);
    } catch (KubernetesClientException e) {
      // Denied, gone, or there again: all of these are answers.
    }
  }

  private static void later(Runnable deed) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(LATER);
                deed.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
