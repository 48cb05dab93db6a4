package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which HelmReleases take their chart from a source: one OCIRepository may serve many. */
final class Releases {

  private Releases() {}

  /** The releases that use the source, live or in the candidate, in key order. */
  static SortedSet<ObjectKey> using(ObjectKey source, ChangeFacts facts) {
    var releases = new TreeSet<ObjectKey>();
    Stream.of(facts.live(), facts.candidate())
        .flatMap(rendering -> rendering.manifests().all().stream())
        .filter(manifest -> manifest.key().kind().equals("HelmRelease"))
        .filter(manifest -> uses(manifest, source))
        .forEach(manifest -> releases.add(manifest.key()));
    return releases;
  }

  static boolean uses(Manifest release, ObjectKey source) {
    var spec = release.content().path("spec");
    return refersTo(spec.path("chartRef"), release, source)
        || refersTo(spec.path("chart").path("spec").path("sourceRef"), release, source);
  }

  private static boolean refersTo(JsonNode reference, Manifest release, ObjectKey source) {
    return reference.path("kind").asText().equals(source.kind())
        && reference.path("name").asText().equals(source.name())
        && reference.path("namespace").asText(release.key().namespace()).equals(source.namespace());
  }
}
