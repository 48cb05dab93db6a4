package dev.headgate.core.change;

import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;

/**
 * What a tree stands for: its objects, what could not be rendered exactly, and the folders (or
 * files, each a path prefix) that were read on the way, from which coverage is told. {@code
 * floatingInputs} names what may move without a commit: semver ranges, {@code latest} tags, remote
 * bases.
 */
public record Rendering(
    Manifests manifests,
    List<Gap> gaps,
    SortedSet<String> coveredPaths,
    List<String> floatingInputs) {

  public Rendering {
    gaps = List.copyOf(gaps);
    floatingInputs = List.copyOf(floatingInputs);
  }

  /** The gaps that concern a change: of its objects, and of the Kustomizations that hold them. */
  public List<Gap> gapsOf(ChangeSet changes) {
    var subjects = new HashSet<String>();
    for (var change : changes.changes()) {
      subjects.add(change.key().toString());
      change.after().map(Rendering::kustomization).ifPresent(subjects::add);
    }
    return gaps.stream().filter(gap -> subjects.contains(gap.subject())).toList();
  }

  private static String kustomization(Manifest manifest) {
    return "Kustomization.kustomize.toolkit.fluxcd.io/" + manifest.origin().kustomization();
  }
}
