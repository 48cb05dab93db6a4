package dev.headgate.core.change;

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
}
