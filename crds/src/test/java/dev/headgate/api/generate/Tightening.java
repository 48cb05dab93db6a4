package dev.headgate.api.generate;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the generator leaves out: columns in the order in which they are declared, a required spec,
 * a default status by which clients see that nothing was acted on yet, and {@link Shapes} for the
 * rest.
 */
final class Tightening {

  private static final JsonNode NOTHING_ACTED_ON =
      JsonNodeFactory.instance.objectNode().put("observedGeneration", -1);

  private Tightening() {}

  static CustomResourceDefinition of(
      CustomResourceDefinition crd, Class<? extends CustomResource<?, ?>> kind) {
    var version = crd.getSpec().getVersions().getFirst();
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> declared(kind).indexOf(column.getName())));
    version.getAdditionalPrinterColumns().forEach(Tightening::withoutPriority);
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
    root.setRequired(List.of("spec"));
    var fields = Field.ofKind(root, kind);
    fields.forEach(field -> Shapes.tighten(field.name(), field.schema(), field.type()));
    root.getProperties().keySet().retainAll(fields.stream().map(Field::name).toList());
    fields.stream().skip(1).forEach(status -> status.schema().setDefault(NOTHING_ACTED_ON));
    return crd;
  }

  private static List<String> declared(Class<?> kind) {
    return Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
        .map(AdditionalPrinterColumn::name)
        .toList();
  }

  private static void withoutPriority(CustomResourceColumnDefinition column) {
    column.setPriority(null);
  }
}
