package dev.headgate.api.generate;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.stream.Collectors;

/**
 * The reference page: one table for each object of each kind, fields in the order of the records.
 */
final class Reference {

  private final StringBuilder page =
      new StringBuilder(
          """
          # API reference: headgate.dev/v1alpha1

          Generated from the records; do not edit. To regenerate: `%s`

          All kinds are namespaced and in the category `headgate`: `kubectl get headgate`. A field marked * is
          required; one that is absent from a status is not known yet.
          """
              .formatted(GeneratedFiles.REGENERATE));

  void add(CustomResourceDefinition crd, Class<? extends CustomResource<?, ?>> kind) {
    var names = crd.getSpec().getNames();
    var version = crd.getSpec().getVersions().getFirst();
    var root = version.getSchema().getOpenAPIV3Schema();
    page.append("\n## %s (`%s`)\n".formatted(names.getKind(), names.getShortNames().getFirst()))
        .append("\n%s\n".formatted(root.getDescription()))
        .append("\n`kubectl get` shows: ")
        .append(
            version.getAdditionalPrinterColumns().stream()
                .map(column -> column.getName())
                .collect(Collectors.joining(", ")))
        .append(".\n");
    Field.ofKind(root, kind).forEach(field -> object(names.getKind() + "." + field.name(), field));
  }

  String text() {
    return page.toString();
  }

  private void object(String path, Field object) {
    if (!(object.type() instanceof Class<?> record && "object".equals(object.schema().getType()))) {
      return;
    }
    var schema = object.schema();
    page.append("\n### %s\n\n%s\n".formatted(path, schema.getDescription()));
    rules(schema);
    page.append("\n| field | type | meaning |\n|---|---|---|\n");
    var fields = Field.ofRecord(schema, record);
    fields.forEach(field -> page.append(row(field, schema.getRequired().contains(field.name()))));
    fields.forEach(field -> object(path + "." + field.path(), field.item()));
  }

  private void rules(JSONSchemaProps schema) {
    for (var rule : schema.getXKubernetesValidations()) {
      var field =
          rule.getFieldPath() == null ? "" : "`%s`: ".formatted(rule.getFieldPath().substring(1));
      page.append("\nRule: ").append(field).append(rule.getMessage()).append(".\n");
    }
  }

  private static String row(Field field, boolean required) {
    var schema = field.schema();
    var meaning = new ArrayList<String>();
    meaning.add(schema.getDescription());
    if (schema.getDefault() != null) {
      meaning.add("Default: `%s`.".formatted(schema.getDefault().asText()));
    }
    if (!"object".equals(schema.getType())) {
      schema
          .getXKubernetesValidations()
          .forEach(rule -> meaning.add("Rule: " + rule.getMessage() + "."));
    }
    return "| `%s`%s | %s | %s |\n"
        .formatted(field.name(), required ? " *" : "", shape(schema), String.join(" ", meaning));
  }

  private static String shape(JSONSchemaProps schema) {
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return schema.getEnum().stream()
          .map(word -> "`" + word.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    if (schema.getAdditionalProperties() != null) {
      return "map of strings, at most %d".formatted(schema.getMaxProperties());
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    if (schema.getFormat() != null) {
      return schema.getFormat();
    }
    return switch (schema.getType()) {
      case "array" ->
          "list, at most %d: %s"
              .formatted(schema.getMaxItems(), shape(schema.getItems().getSchema()));
      case "string" -> "string, at most %d".formatted(schema.getMaxLength());
      case "integer" -> "integer" + range(schema);
      default -> schema.getType();
    };
  }

  private static String range(JSONSchemaProps schema) {
    var from =
        schema.getMinimum() == null ? "" : ", from %d".formatted(schema.getMinimum().longValue());
    return schema.getMaximum() == null
        ? from
        : from + " to %d".formatted(schema.getMaximum().longValue());
  }
}
