package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;

final class CrdExamples {

  private static final String PLAIN = crd("Namespaced", version("v1", true, "a: {type: string}"));

  static final List<Example> ALL =
      List.of(
          fires(HIGH, "CrdDeleted", "a CRD that goes", PLAIN, ""),
          calm("CrdDeleted", "a CRD that comes", "", PLAIN),
          fires(
              MEDIUM,
              "CrdDeleted",
              "a CRD that leaves Git and that Flux keeps",
              PLAIN.replace(
                  "metadata: {",
                  "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, "),
              ""),
          calm("CrdDeleted", "what is no CRD", object("v1 Pod web/a", ""), ""),
          fires(
              HIGH,
              "CrdVersionRemoved",
              "a version that is no longer served",
              crd("Namespaced", version("v1", true, ""), version("v1beta1", false, "")),
              crd(
                  "Namespaced",
                  version("v1", true, ""),
                  version("v1beta1", false, "").replace("served: true", "served: false"))),
          calm("CrdVersionRemoved", "a new CRD", "", PLAIN),
          fires(
              HIGH,
              "CrdStorage",
              "no storage version any more",
              crd("Namespaced", version("v1", true, "")),
              crd("Namespaced", version("v1", false, ""))),
          calm("CrdStorage", "a new CRD", "", PLAIN),
          calm("CrdTightened", "a CRD that goes", PLAIN, ""),
          calm("CrdAddedOrWidened", "a CRD that goes", PLAIN, ""),
          calm("CrdAddedOrWidened", "what is no CRD", "", object("v1 Pod web/a", "")),
          calm(
              "CrdAddedOrWidened",
              "a schema that takes less, which is told elsewhere",
              schema("a: {type: string}"),
              schema("")),
          fires(
              HIGH,
              "CrdVersionRemoved",
              "v1alpha1 that goes",
              crd("Namespaced", version("v1", true, ""), version("v1alpha1", false, "")),
              crd("Namespaced", version("v1", true, ""))),
          calm(
              "CrdVersionRemoved",
              "v2 that comes",
              crd("Namespaced", version("v1", true, "")),
              crd("Namespaced", version("v1", true, ""), version("v2", false, ""))),
          fires(
              HIGH,
              "CrdStorage",
              "another storage version",
              crd("Namespaced", version("v1", true, ""), version("v2", false, "")),
              crd("Namespaced", version("v1", false, ""), version("v2", true, ""))),
          fires(HIGH, "CrdStorage", "another scope", PLAIN, PLAIN.replace("Namespaced", "Cluster")),
          calm(
              "CrdStorage",
              "a description",
              PLAIN,
              PLAIN.replace("{type", "{description: x, type")),
          tightened("a removed property", "a: {type: string}", ""),
          tightened("another type", "a: {type: string}", "a: {type: integer}"),
          tightened("a new pattern", "a: {type: string}", "a: {type: string, pattern: x}"),
          tightened("a lower maximum", "a: {maximum: 5}", "a: {maximum: 4}"),
          tightened("a higher minimum", "a: {minimum: 5}", "a: {minimum: 6}"),
          tightened("a narrowed enum", "a: {enum: [b, c]}", "a: {enum: [b]}"),
          tightened("a new enum", "a: {type: string}", "a: {type: string, enum: [b]}"),
          tightened(
              "a new required field",
              "a: {properties: {b: {type: string}}}",
              "a: {required: [b], properties: {b: {type: string}}}"),
          tightened(
              "a rule deep in a list",
              "a: {items: {properties: {b: {type: string}}}}",
              "a: {items: {properties: {b: {type: string, maxLength: 3}}}}"),
          tightened(
              "a new validation rule",
              "a: {type: string}",
              "a: {type: string, x-kubernetes-validations: [{rule: self != 'b'}]}"),
          tightened(
              "fields that are no longer preserved",
              "a: {x-kubernetes-preserve-unknown-fields: true}",
              "a: {type: object}"),
          tightened(
              "a keyword that nobody knows", "a: {type: string}", "a: {type: string, oddity: 1}"),
          tightened(
              "a minimum for the first time",
              "a: {type: integer}",
              "a: {type: integer, minimum: 1}"),
          tightened("items for the first time", "a: {type: array}", "a: {items: {type: string}}"),
          tightened("another item", "a: {items: {type: string}}", "a: {items: {type: integer}}"),
          tightened(
              "further keys that are taken no more",
              "a: {additionalProperties: true}",
              "a: {additionalProperties: false}"),
          tightened(
              "a schema for further keys", "a: {type: object}", "a: {additionalProperties: {}}"),
          tightened(
              "another schema for further keys",
              "a: {additionalProperties: {type: string}}",
              "a: {additionalProperties: {type: integer}}"),
          tightened(
              "a description of what could be anything",
              "a: {x-kubernetes-preserve-unknown-fields: true}",
              "a: {x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: string}}}"),
          tightened("null no more", "a: {nullable: true}", "a: {nullable: false}"),
          tightened(
              "a validation rule that goes, with what it promised",
              "a: {x-kubernetes-validations: [{rule: a}]}",
              "a: {type: string}"),
          tightened(
              "more places than are named",
              "a: {type: x}, b: {type: x}, c: {type: x}, d: {type: x}, e: {type: x}, f: {type: x}",
              "a: {type: y}, b: {type: y}, c: {type: y}, d: {type: y}, e: {type: y}, f: {type: y}"),
          tightened(
              "more that is required than is named",
              "a: {type: object}",
              "a: {type: object, required: [b, c, d, e, f, g]}"),
          calmSchema(
              "the same bounds in other words",
              "a: {minimum: 4, maximum: 5, description: x}",
              "a: {minimum: 4.0, maximum: 5.0, description: y}"),
          calmSchema("null from now on", "a: {nullable: false}", "a: {nullable: true}"),
          calmSchema("a lower minimum", "a: {minimum: 5}", "a: {minimum: 4}"),
          calmSchema(
              "a field that is required no more",
              "a: {required: [b, c], properties: {b: {}, c: {}}}",
              "a: {required: [c], properties: {b: {}, c: {}}}"),
          calmSchema("an enum less", "a: {enum: [b]}", "a: {}"),
          calmSchema(
              "a removed property of what takes anything",
              "a: {properties: {b: {}}}",
              "a: {additionalProperties: true}"),
          calmSchema(
              "a removed property of what keeps anything",
              "a: {properties: {b: {}}}",
              "a: {x-kubernetes-preserve-unknown-fields: true}"),
          calmSchema(
              "any further key from now on",
              "a: {additionalProperties: {type: string}}",
              "a: {additionalProperties: true}"),
          calmSchema("a new optional property", "", "a: {type: string}"),
          calmSchema("a higher maximum", "a: {maximum: 4}", "a: {maximum: 5}"),
          calmSchema("a dropped pattern", "a: {pattern: x}", "a: {}"),
          calmSchema("one more allowed value", "a: {enum: [b]}", "a: {enum: [b, c]}"),
          calmSchema("another description", "a: {description: x}", "a: {description: y}"),
          fires(MEDIUM, "CrdAddedOrWidened", "a new CRD", "", PLAIN),
          fires(
              MEDIUM,
              "CrdAddedOrWidened",
              "a new property",
              crd("Namespaced", version("v1", true, "")),
              PLAIN),
          calm(
              "CrdAddedOrWidened",
              "another label",
              PLAIN,
              PLAIN.replace("metadata: {", "metadata: {labels: {a: b}, ")));

  private static Example tightened(String sentence, String before, String after) {
    return fires(HIGH, "CrdTightened", sentence, schema(before), schema(after));
  }

  private static Example calmSchema(String sentence, String before, String after) {
    return calm("CrdTightened", sentence, schema(before), schema(after));
  }

  private static String schema(String properties) {
    return crd("Namespaced", version("v1", true, properties));
  }

  private static String crd(String scope, String... versions) {
    return object(
        "apiextensions.k8s.io/v1 CustomResourceDefinition things.example.org",
        "spec:\n  scope: %s\n  versions:\n%s".formatted(scope, String.join("\n", versions)));
  }

  private static String version(String name, boolean storage, String properties) {
    return "  - {name: %s, served: true, storage: %s, schema: {openAPIV3Schema: {properties: {%s}}}}"
        .formatted(name, storage, properties);
  }

  private CrdExamples() {}
}
