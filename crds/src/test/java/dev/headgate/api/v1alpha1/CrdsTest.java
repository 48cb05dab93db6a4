package dev.headgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdsTest {

  @Test
  void shouldShipTheCrdOfEveryKind() {
    // given
    var kinds =
        List.of(
            ChangeApproval.class,
            ChangeRequest.class,
            ChangeSandbox.class,
            PromotionGate.class,
            SandboxPool.class);
    // when
    var shipped =
        Crds.yaml().stream()
            .map(
                yaml ->
                    new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class))
            .map(crd -> crd.getMetadata().getName());
    // then
    assertThat(shipped)
        .containsExactlyElementsOf(kinds.stream().map(HasMetadata::getFullResourceName).toList());
  }

  @Test
  void shouldBoundAndDescribeEverything() {
    for (var yaml : Crds.yaml()) {
      var crd = new KubernetesSerialization().unmarshal(yaml, JsonNode.class);
      var root = crd.at("/spec/versions/0/schema/openAPIV3Schema");
      root.path("properties")
          .properties()
          .forEach(part -> assertBounded(part.getKey(), part.getValue()));
    }
  }

  private static void assertBounded(String path, JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "string" ->
          assertThat(schema.has("maxLength") || schema.has("enum") || schema.has("pattern"))
              .as("%s has a bound", path)
              .isTrue();
      case "array" -> {
        assertThat(schema.has("maxItems")).as("%s has a bound", path).isTrue();
        assertBounded(path + "[]", schema.path("items"));
      }
      case "object" -> {
        // What names no properties and keeps no others is the empty object.
        var holdsAny =
            schema.has("additionalProperties")
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        assertThat(!holdsAny || schema.has("maxProperties") || schema.has("properties"))
            .as("%s has a bound", path)
            .isTrue();
        schema
            .path("properties")
            .properties()
            .forEach(
                field -> {
                  var name = path + "." + field.getKey();
                  assertThat(field.getValue().path("description").asText()).as(name).isNotBlank();
                  assertBounded(name, field.getValue());
                });
      }
      case "integer", "number", "boolean" -> {} // bounded by what they are
      default ->
          // a port's number or name; the type has no bound of its own, so a rule has to give one
          assertThat(schema.path("x-kubernetes-int-or-string").asBoolean()).as(path).isTrue();
    }
    schema.path("enum").forEach(word -> assertThat(word.asText()).as(path).isNotEqualTo("Unknown"));
  }
}
