package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a chart made, as helm-controller would apply it. */
public record Inflated(List<Manifest> objects, List<Gap> gaps) {

  private static final String CONTROLLER = "helm.toolkit.fluxcd.io/";
  private static final String KEEP = "helm.sh/resource-policy";

  /** Stands for what a chart makes anew each time. */
  static final String ANEW = "..made anew each time..";

  public Inflated {
    objects = List.copyOf(objects);
    gaps = List.copyOf(gaps);
  }

  /**
   * Makes them the release's.
   *
   * @param made what Helm printed
   * @param again the same a second time: what differs is different each time
   * @param folder of the chart, as where they come from
   * @param others objects that may define kinds of theirs
   */
  public static Inflated of(
      Manifest release,
      String folder,
      List<Manifest> made,
      List<Manifest> again,
      List<Manifest> others) {
    var owner = Release.of(release).orElseThrow();
    var origin = new Origin(owner.kustomization(), folder, owner.key().toString(), true);
    var all = new ArrayList<>(others);
    all.addAll(made);
    var scopes = new Scopes(all);
    var second = new TreeMap<ObjectKey, Manifest>();
    again.forEach(manifest -> second.put(manifest.key(), manifest));
    var objects = new ArrayList<Manifest>();
    var gaps = new ArrayList<Gap>();
    for (Manifest each : made) {
      ObjectNode content = each.content().deepCopy();
      var other = second.get(each.key());
      var masked = other == null || mask(content, other.content());
      var object = placed(each, content, owner, origin, scopes);
      label(release, object);
      objects.add(object);
      if (masked) {
        gaps.add(gap(object, "its chart makes something in it anew each time"));
      }
      if (Placeholders.isIn(object)) {
        gaps.add(gap(object, "a placeholder stands for a value of a Secret"));
      }
    }
    return new Inflated(objects, gaps);
  }

  private static Gap gap(Manifest object, String why) {
    return new Gap(Gap.Kind.PLACEHOLDER, object.key().toString(), why);
  }

  /** Replaces what differs; whether anything did. */
  private static boolean mask(JsonNode here, JsonNode there) {
    return switch (here) {
      case ObjectNode object -> {
        var masked = false;
        for (var field : object.properties()) {
          var other = there.path(field.getKey());
          if (field.getValue().isContainerNode() && sameShape(field.getValue(), other)) {
            masked |= mask(field.getValue(), other);
          } else if (!field.getValue().equals(other)) {
            field.setValue(TextNode.valueOf(ANEW));
            masked = true;
          }
        }
        yield masked;
      }
      case ArrayNode array -> {
        var masked = false;
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i).isContainerNode() && sameShape(array.get(i), there.path(i))) {
            masked |= mask(array.get(i), there.path(i));
          } else if (!array.get(i).equals(there.path(i))) {
            array.set(i, TextNode.valueOf(ANEW));
            masked = true;
          }
        }
        yield masked;
      }
      default -> false;
    };
  }

  private static boolean sameShape(JsonNode here, JsonNode there) {
    return here.getNodeType() == there.getNodeType() && here.size() == there.size();
  }

  /** Helm puts what names no namespace into that of the release. */
  private static Manifest placed(
      Manifest made, ObjectNode content, Release owner, Origin origin, Scopes scopes) {
    var key = made.key();
    var namespace = key.namespace();
    if (namespace.isEmpty() && scopes.isNamespaced(key)) {
      namespace = owner.namespace();
      content.withObjectProperty("metadata").put("namespace", namespace);
    }
    var kept = content.path("metadata").path("annotations").path(KEEP).asText().equals("keep");
    return new Manifest(
        new ObjectKey(key.group(), key.kind(), namespace, key.name()),
        made.apiVersion(),
        content,
        origin,
        !kept);
  }

  private static void label(Manifest release, Manifest object) {
    var common = release.content().path("spec").path("commonMetadata");
    put(object, "labels", common.path("labels"));
    put(object, "annotations", common.path("annotations"));
    var metadata = object.content().withObjectProperty("metadata");
    var labels = metadata.withObjectProperty("labels");
    labels.put(CONTROLLER + "name", release.key().name());
    labels.put(CONTROLLER + "namespace", release.key().namespace());
  }

  private static void put(Manifest object, String field, JsonNode common) {
    if (!common.isEmpty()) {
      var metadata = object.content().withObjectProperty("metadata");
      var target =
          metadata.get(field) instanceof ObjectNode there ? there : metadata.putObject(field);
      common.properties().forEach(each -> target.set(each.getKey(), each.getValue()));
    }
  }
}
