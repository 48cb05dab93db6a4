package dev.headgate.api.generate;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.ProbeSpec;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.TimeSpan;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Walks a schema beside the Java type that it came from and says what only the type knows. */
final class Shapes {

  /**
   * The format date-time alone lets fractions of any length and offsets of 99 hours pass, which
   * {@link Instant} cannot read: one such object would stop an informer.
   */
  private static final String READABLE_TIME =
      "[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-](0[0-9]|1[0-4]):[0-5][0-9])$";

  /** Lists whose items are known by a field of theirs. */
  private static final Map<Type, String> KEYS =
      Map.of(Condition.class, "type", ProbeSpec.class, "name", ProbeStatus.class, "name");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Shapes() {}

  static void tighten(String path, JSONSchemaProps schema, Type type) {
    switch (type) {
      case ParameterizedType list when list.getRawType() == List.class -> list(path, schema, list);
      case ParameterizedType map when map.getRawType() == Map.class -> map(path, schema, map);
      case Class<?> word when word.isEnum() -> schema.setEnum(words(word));
      case Class<?> span when span == TimeSpan.class -> span(schema);
      case Class<?> record when record.isRecord() -> record(path, schema, record);
      case Class<?> text when text == String.class -> text(schema);
      case Class<?> time when time == Instant.class -> schema.setPattern(READABLE_TIME);
      case Class<?> plain
          when plain == int.class
              || plain == Integer.class
              || plain == Long.class
              || plain == Double.class
              || plain == boolean.class -> {}
      case Class<?> port when port == IntOrString.class -> port(schema);
      default -> throw new IllegalStateException(path + ": no shape is known for " + type);
    }
  }

  private static void record(String path, JSONSchemaProps schema, Class<?> type) {
    if (schema.getDescription() == null) {
      schema.setDescription(type.getAnnotation(JsonClassDescription.class).value());
    }
    Field.ofRecord(schema, type)
        .forEach(field -> tighten(path + "." + field.name(), field.schema(), field.type()));
  }

  private static void list(String path, JSONSchemaProps schema, ParameterizedType type) {
    if (schema.getMaxItems() == null) {
      throw new IllegalStateException(path + ": a list states its bound with @Size");
    }
    var item = type.getActualTypeArguments()[0];
    var key = KEYS.get(item);
    if (key != null) {
      schema.setXKubernetesListType("map");
      schema.setXKubernetesListMapKeys(List.of(key));
    } else {
      schema.setXKubernetesListType("atomic");
    }
    tighten(path + "[]", schema.getItems().getSchema(), item);
  }

  private static void map(String path, JSONSchemaProps schema, ParameterizedType type) {
    if (schema.getMaxProperties() == null) {
      throw new IllegalStateException(path + ": a map states its bound with @Size");
    }
    tighten(
        path + "{}",
        schema.getAdditionalProperties().getSchema(),
        type.getActualTypeArguments()[1]);
  }

  private static void text(JSONSchemaProps schema) {
    if (schema.getMaxLength() == null) {
      schema.setMaxLength((long) Bounds.NAME);
    }
  }

  /** A number may be as long as it wants, and is refused where it is read. */
  private static void port(JSONSchemaProps schema) {
    schema.setMaxLength((long) Bounds.LABEL);
  }

  private static void span(JSONSchemaProps schema) {
    schema.setMaxLength((long) TimeSpan.LONGEST);
    schema.setXKubernetesValidations(
        Arrays.stream(TimeSpan.class.getAnnotationsByType(ValidationRule.class))
            .map(
                rule ->
                    new ValidationRuleBuilder()
                        .withRule(rule.value())
                        .withMessage(rule.message())
                        .build())
            .toList());
  }

  /** In the order of the constants, and without the one that only reading knows. */
  private static List<JsonNode> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .<JsonNode>map(MAPPER::valueToTree)
        .filter(word -> !"Unknown".equals(word.textValue()))
        .toList();
  }
}
