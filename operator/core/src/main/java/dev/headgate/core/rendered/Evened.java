package dev.headgate.core.rendered;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Live and candidate with what Headgate inflated of a release in both, or in neither: where one of
 * them could not be inflated, all that its chart makes would look new, or gone.
 */
public record Evened(Rendering live, Rendering candidate) {

  public static Evened of(Rendering live, Rendering candidate) {
    return new Evened(like(live, candidate), like(candidate, live));
  }

  /** Without the objects of releases that the other side has and could not inflate. */
  private static Rendering like(Rendering one, Rendering other) {
    Map<String, Gap> missing =
        other.gaps().stream()
            .filter(gap -> gap.kind() == Gap.Kind.CHART_NOT_INFLATED)
            .collect(Collectors.toMap(Gap::subject, gap -> gap, (first, second) -> first));
    var dropped =
        one.manifests().all().stream()
            .filter(manifest -> missing.containsKey(manifest.origin().release()))
            .toList();
    return dropped.isEmpty() ? one : without(one, dropped, missing);
  }

  private static Rendering without(
      Rendering one, List<Manifest> dropped, Map<String, Gap> missing) {
    var releases = new TreeSet<String>();
    var unrendered = new TreeSet<>(one.unrendered());
    var covered = new TreeSet<>(one.coveredPaths());
    for (Manifest manifest : dropped) {
      releases.add(manifest.origin().release());
      var prefix = TreePath.prefix(manifest.origin().file());
      var files = covered.stream().filter(path -> path.startsWith(prefix)).toList();
      files.stream().filter(path -> !path.endsWith("/")).forEach(unrendered::add);
      files.forEach(covered::remove);
    }
    var gaps = new ArrayList<Gap>();
    one.gaps().stream()
        .filter(gap -> dropped.stream().noneMatch(m -> m.key().toString().equals(gap.subject())))
        .forEach(gaps::add);
    releases.stream().map(missing::get).forEach(gaps::add);
    var kept = new ArrayList<>(one.manifests().all());
    kept.removeAll(dropped);
    return new Rendering(Manifests.of(kept), gaps, covered, one.floatingInputs(), unrendered);
  }
}
