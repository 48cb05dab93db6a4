package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which HelmRelease an object belongs to, as far as its labels tell: by the labels of
 * helm-controller, else by the annotations of Helm, else by {@code app.kubernetes.io/instance}. Two
 * that could be meant are none.
 */
final class Owners {

  private static final String CONTROLLER = "helm.toolkit.fluxcd.io/";
  private static final String HELM = "meta.helm.sh/release-";
  private static final String INSTANCE = "app.kubernetes.io/instance";

  private final List<Release> releases;

  Owners(Manifests tree) {
    this.releases = tree.all().stream().flatMap(m -> Release.of(m).stream()).toList();
  }

  Optional<Release> of(Manifest object) {
    var metadata = object.content().path("metadata");
    var labels = metadata.path("labels");
    var named = text(labels, CONTROLLER + "name");
    if (named.isPresent()) {
      var key =
          new ObjectKey(
              "helm.toolkit.fluxcd.io",
              "HelmRelease",
              text(labels, CONTROLLER + "namespace").orElse(object.key().namespace()),
              named.get());
      return only(release -> release.key().equals(key));
    }
    var annotations = metadata.path("annotations");
    return text(annotations, HELM + "name")
        .or(() -> text(labels, INSTANCE))
        .flatMap(
            name ->
                byName(
                    name, text(annotations, HELM + "namespace").orElse(object.key().namespace())));
  }

  private Optional<Release> byName(String name, String namespace) {
    return only(
        release ->
            release.name().equals(name)
                && (namespace.isEmpty() || release.namespace().equals(namespace)));
  }

  private Optional<Release> only(Predicate<Release> wanted) {
    var found = releases.stream().filter(wanted).limit(2).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return Optional.of(fields.path(name).asText("")).filter(value -> !value.isEmpty());
  }
}
