package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which HelmReleases take their chart from a source: one OCIRepository may serve many. */
public final class Releases {

  private final Map<ObjectKey, SortedSet<ObjectKey>> bySource = new HashMap<>();

  private Releases() {}

  public static Releases in(Manifests live, Manifests candidate) {
    var releases = new Releases();
    Stream.of(live, candidate)
        .flatMap(manifests -> manifests.all().stream())
        .filter(manifest -> manifest.key().kind().equals("HelmRelease"))
        .forEach(releases::add);
    return releases;
  }

  /** The releases that use the source, live or in the candidate, in key order. */
  public SortedSet<ObjectKey> using(ObjectKey source) {
    return bySource.getOrDefault(source, Collections.emptySortedSet());
  }

  private void add(Manifest release) {
    var spec = release.content().path("spec");
    Stream.of(spec.path("chartRef"), spec.path("chart").path("spec").path("sourceRef"))
        .filter(JsonNode::isObject)
        .map(reference -> source(reference, release))
        .forEach(
            source -> bySource.computeIfAbsent(source, key -> new TreeSet<>()).add(release.key()));
  }

  private static ObjectKey source(JsonNode reference, Manifest release) {
    return new ObjectKey(
        FluxKinds.SOURCE_GROUP,
        reference.path("kind").asText(),
        reference.path("namespace").asText(release.key().namespace()),
        reference.path("name").asText());
  }
}
