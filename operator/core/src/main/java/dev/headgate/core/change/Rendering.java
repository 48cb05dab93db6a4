package dev.headgate.core.change;

import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a tree stands for: its objects, what could not be rendered exactly, and the folders (or
 * files, each a path prefix) that were read on the way, from which coverage is told. {@code
 * floatingInputs} names what may move without a commit: semver ranges, {@code latest} tags, remote
 * bases. {@code unrendered} are the files that something reads whose objects are not here: charts,
 * and Kustomizations of other clusters.
 */
public record Rendering(
    Manifests manifests,
    List<Gap> gaps,
    SortedSet<String> coveredPaths,
    List<String> floatingInputs,
    SortedSet<String> unrendered) {

  public Rendering {
    gaps = List.copyOf(gaps);
    floatingInputs = List.copyOf(floatingInputs);
  }

  /** A rendering that holds the objects of all that was read. */
  public Rendering(
      Manifests manifests,
      List<Gap> gaps,
      SortedSet<String> coveredPaths,
      List<String> floatingInputs) {
    this(manifests, gaps, coveredPaths, floatingInputs, new TreeSet<>());
  }

  /** What stands in for live when it cannot be rendered: nothing, and the gap that says why. */
  public static Rendering unknown(String why) {
    return new Rendering(
        Manifests.NONE,
        List.of(new Gap(Gap.Kind.LIVE_UNKNOWN, "", why)),
        new TreeSet<>(),
        List.of());
  }

  /** Whether this only stands in for a rendering that could not be had. */
  public boolean isUnknown() {
    return gaps.stream().anyMatch(gap -> gap.kind() == Gap.Kind.LIVE_UNKNOWN);
  }

  /**
   * The gaps that concern a change: those that are new, those of its objects, and those of the
   * Kustomizations that hold them.
   */
  public List<Gap> gapsOf(ChangeSet changes, Rendering live) {
    var known = new HashSet<>(live.gaps());
    var subjects = new HashSet<String>();
    for (var change : changes.changes()) {
      subjects.add(change.key().toString());
      change.after().map(Rendering::kustomization).ifPresent(subjects::add);
    }
    return Stream.concat(
            live.isUnknown() ? live.gaps().stream() : Stream.of(),
            gaps.stream().filter(gap -> subjects.contains(gap.subject()) || !known.contains(gap)))
        .toList();
  }

  private static String kustomization(Manifest manifest) {
    return "Kustomization.kustomize.toolkit.fluxcd.io/" + manifest.origin().kustomization();
  }
}
