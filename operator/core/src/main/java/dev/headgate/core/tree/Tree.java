package dev.headgate.core.tree;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one revision. Paths are relative, use {@code /} and never climb; whoever reads bytes
 * from outside sees to that before a tree is made.
 */
public final class Tree {

  private final SortedMap<String, TreeFile> files;
  private final TreeDigest digest;

  private Tree(SortedMap<String, TreeFile> files) {
    this.files = files;
    this.digest = TreeDigest.of(files);
  }

  public static Tree of(Map<String, TreeFile> files) {
    return new Tree(Collections.unmodifiableSortedMap(new TreeMap<>(files)));
  }

  public TreeDigest digest() {
    return digest;
  }

  public SortedMap<String, TreeFile> files() {
    return files;
  }

  public Optional<TreeFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Paths that were added, removed or changed between {@code before} and this tree. */
  public SortedSet<String> changedSince(Tree before) {
    var changed = new TreeSet<String>();
    files.forEach(
        (path, file) -> {
          if (!before.file(path).equals(Optional.of(file))) {
            changed.add(path);
          }
        });
    before.files.keySet().stream().filter(path -> !files.containsKey(path)).forEach(changed::add);
    return changed;
  }
}
