package dev.headgate.core.probe;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.rendered.HelmHook;
import dev.headgate.core.risk.Releases;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the charts of releases render, as far as somebody vouches for it. No sandbox runs a
 * HelmRelease or its source; what they stand for it does run.
 */
public final class ChartObjects {

  private final Map<String, Set<ObjectKey>> live;
  private final Map<String, Set<ObjectKey>> candidate;
  private final Releases releases;

  private ChartObjects(Manifests live, Manifests candidate) {
    this.live = byRelease(live);
    this.candidate = byRelease(candidate);
    this.releases = Releases.in(live, candidate);
  }

  public static ChartObjects of(Manifests live, Manifests candidate) {
    return new ChartObjects(live, candidate);
  }

  /**
   * The sets of objects that show whether the object works, one for each release that it is or
   * serves: what the candidate makes of it, or where it goes, what live made of it. Empty when it
   * is neither a release nor a source of one; a set is empty when nobody vouches for what is in it.
   */
  List<Set<ObjectKey>> standingFor(ObjectKey object) {
    return releasesOf(object).stream()
        .map(ObjectKey::toString)
        .map(release -> candidate.getOrDefault(release, live.getOrDefault(release, Set.of())))
        .toList();
  }

  private Collection<ObjectKey> releasesOf(ObjectKey object) {
    return object.isA("helm.toolkit.fluxcd.io", "HelmRelease")
        ? List.of(object)
        : releases.using(object);
  }

  private static Map<String, Set<ObjectKey>> byRelease(Manifests manifests) {
    return manifests.all().stream()
        .filter(manifest -> manifest.origin().isFromChart() && manifest.origin().vouched())
        .filter(manifest -> HelmHook.of(manifest).filter(HelmHook::isLeftOut).isEmpty())
        .collect(
            Collectors.groupingBy(
                manifest -> manifest.origin().release(),
                HashMap::new,
                Collectors.mapping(Manifest::key, Collectors.toCollection(TreeSet::new))));
  }
}
