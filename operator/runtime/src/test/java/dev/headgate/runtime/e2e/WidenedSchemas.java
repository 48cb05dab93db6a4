package dev.headgate.runtime.e2e;

import dev.headgate.local.Lab;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Schemas of our kinds as another version might have them: any spec is allowed. */
final class WidenedSchemas implements AutoCloseable {

  private final KubernetesClient client;
  private final List<CustomResourceDefinition> originals;

  private WidenedSchemas(KubernetesClient client, List<CustomResourceDefinition> originals) {
    this.client = client;
    this.originals = originals;
  }

  /** Of the kinds with these plurals, until it is closed. */
  static WidenedSchemas of(Lab lab, List<String> plurals) {
    var client = lab.host().client();
    var originals =
        plurals.stream()
            .map(
                plural ->
                    client
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(plural + ".headgate.dev")
                        .get())
            .toList();
    originals.forEach(original -> replace(client, widened(original)));
    return new WidenedSchemas(client, originals);
  }

  @Override
  public void close() {
    originals.forEach(original -> replace(client, original));
  }

  private static CustomResourceDefinition widened(CustomResourceDefinition original) {
    var anything =
        new JSONSchemaPropsBuilder()
            .withType("object")
            .withXKubernetesPreserveUnknownFields(true)
            .build();
    return new CustomResourceDefinitionBuilder(original)
        .editSpec()
        .editFirstVersion()
        .editSchema()
        .editOpenAPIV3Schema()
        .addToProperties("spec", anything)
        .endOpenAPIV3Schema()
        .endSchema()
        .endVersion()
        .endSpec()
        .build();
  }

  private static void replace(KubernetesClient client, CustomResourceDefinition definition) {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(definition.getMetadata().getName())
        .edit(
            stored ->
                new CustomResourceDefinitionBuilder(stored).withSpec(definition.getSpec()).build());
  }
}
