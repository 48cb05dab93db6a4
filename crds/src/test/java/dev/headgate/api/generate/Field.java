package dev.headgate.api.generate;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** One property of a schema beside the Java type that it came from. */
record Field(String name, JSONSchemaProps schema, Type type) {

  /** Spec and, where the kind has one, status. */
  static List<Field> ofKind(JSONSchemaProps root, Class<? extends CustomResource<?, ?>> kind) {
    var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    var fields = new ArrayList<Field>();
    fields.add(of(root, "spec", types[0]));
    if (types[1] != Void.class) {
      fields.add(of(root, "status", types[1]));
    }
    return fields;
  }

  /** The fields of an object in the order of the record, then what the record derives. */
  static List<Field> ofRecord(JSONSchemaProps schema, Class<?> record) {
    var fields = new ArrayList<Field>();
    var derived = new TreeMap<>(schema.getProperties());
    for (var component : record.getRecordComponents()) {
      fields.add(of(schema, component.getName(), component.getGenericType()));
      derived.remove(component.getName());
    }
    derived.forEach((name, property) -> fields.add(new Field(name, property, String.class)));
    return fields;
  }

  private static Field of(JSONSchemaProps parent, String name, Type type) {
    return new Field(name, Objects.requireNonNull(parent.getProperties().get(name), name), type);
  }

  /** The name, with brackets when it is a list. */
  String path() {
    return isList() ? name + "[]" : name;
  }

  /** Of a list, one item; of anything else, itself. */
  Field item() {
    return isList() && type instanceof ParameterizedType list
        ? new Field(name, schema.getItems().getSchema(), list.getActualTypeArguments()[0])
        : this;
  }

  private boolean isList() {
    return schema.getItems() != null;
  }
}
