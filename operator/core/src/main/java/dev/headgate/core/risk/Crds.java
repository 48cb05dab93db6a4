package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Custom resource definitions: objects that exist may become invalid, unreadable or vanish. */
final class Crds {

  private static final String GROUP = "apiextensions.k8s.io";
  private static final String KIND = "CustomResourceDefinition";

  private Crds() {}

  static boolean isCrd(ObjectKey key) {
    return key.isA(GROUP, KIND);
  }

  static Stream<Reason> deleted(Change change) {
    if (!isCrd(change.key()) || change.op() != Change.Op.DELETE) {
      return Stream.empty();
    }
    return Stream.of(
        Data.isPruned(change)
            ? Reason.high(change, "the CRD is deleted, and every object of its kind with it")
            : Reason.medium(change, "the CRD leaves Git; nobody updates it any more"));
  }

  static Stream<Reason> versionRemoved(Change change) {
    if (!isUpdate(change)) {
      return Stream.empty();
    }
    var gone = new TreeSet<>(served(change.fieldBefore("spec", "versions")).keySet());
    gone.removeAll(served(change.fieldAfter("spec", "versions")).keySet());
    return gone.isEmpty()
        ? Stream.empty()
        : Stream.of(Reason.high(change, "no longer serves " + String.join(", ", gone)));
  }

  static Stream<Reason> storageOrScope(Change change) {
    if (!isUpdate(change)) {
      return Stream.empty();
    }
    var reasons = new ArrayList<String>();
    var before = storage(change.fieldBefore("spec", "versions"));
    var after = storage(change.fieldAfter("spec", "versions"));
    if (!before.equals(after)) {
      reasons.add("the storage version moves from %s to %s".formatted(before, after));
    }
    for (var field : List.of("scope", "names", "group", "conversion", "preserveUnknownFields")) {
      if (change.differsAt("spec", field)) {
        reasons.add("spec.%s is changed".formatted(field));
      }
    }
    return reasons.stream().map(reason -> Reason.high(change, reason));
  }

  static Stream<Reason> tightened(Change change) {
    return isUpdate(change)
        ? tightenings(change).stream().map(place -> Reason.high(change, place))
        : Stream.empty();
  }

  /** What is new or wider may still be wrong, but nothing that exists suffers. */
  static Stream<Reason> addedOrWidened(Change change) {
    if (!isCrd(change.key()) || change.op() == Change.Op.DELETE) {
      return Stream.empty();
    }
    if (change.op() == Change.Op.CREATE) {
      return Stream.of(Reason.medium(change, "a new CRD"));
    }
    var other =
        change.differsAt("spec")
            && Stream.of(versionRemoved(change), storageOrScope(change), tightened(change))
                .allMatch(reasons -> reasons.findAny().isEmpty());
    return other
        ? Stream.of(Reason.medium(change, "the CRD is changed, but takes all that it took"))
        : Stream.empty();
  }

  private static boolean isUpdate(Change change) {
    return isCrd(change.key()) && change.op() == Change.Op.UPDATE;
  }

  private static List<String> tightenings(Change change) {
    var after = served(change.fieldAfter("spec", "versions"));
    var places = new ArrayList<String>();
    served(change.fieldBefore("spec", "versions"))
        .forEach(
            (name, version) -> {
              var now = after.get(name);
              if (now != null) {
                SchemaDiff.tightened(schema(version), schema(now))
                    .forEach(place -> places.add(name + ": " + place));
              }
            });
    return places;
  }

  private static JsonNode schema(JsonNode version) {
    return version.path("schema").path("openAPIV3Schema");
  }

  private static Map<String, JsonNode> served(JsonNode versions) {
    var served = new LinkedHashMap<String, JsonNode>();
    for (var version : versions) {
      if (version.path("served").asBoolean()) {
        served.put(version.path("name").asText(), version);
      }
    }
    return served;
  }

  private static String storage(JsonNode versions) {
    return versions
        .valueStream()
        .filter(version -> version.path("storage").asBoolean())
        .map(version -> version.path("name").asText())
        .findFirst()
        .orElse("none");
  }
}
