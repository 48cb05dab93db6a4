package dev.headgate.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Applies manifests as their administrator would with {@code kubectl apply --server-side}. */
final class ServerSideApply {
  private static final PatchContext FORCED =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("headgate-local")
          .withForce(true)
          .build();

  private ServerSideApply() {}

  /** Applies the documents in their order, then waits until every CRD among them is served. */
  static void applyAndAwaitCrds(KubernetesClient client, List<String> manifests) {
    var objects = manifests.stream().flatMap(text -> parse(client, text).stream()).toList();
    objects.forEach(object -> apply(client, object));
    objects.stream()
        .filter(CustomResourceDefinition.class::isInstance)
        .forEach(crd -> awaitEstablished(client, crd.getMetadata().getName()));
  }

  /** The objects of a YAML stream. */
  static List<HasMetadata> parse(KubernetesClient client, String yaml) {
    return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
  }

  static void apply(KubernetesClient client, HasMetadata object) {
    client.resource(object).patch(FORCED);
  }

  private static void awaitEstablished(KubernetesClient client, String name) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(ServerSideApply::isEstablished, 30, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(
                each -> each.getType().equals("Established") && each.getStatus().equals("True"));
  }
}
