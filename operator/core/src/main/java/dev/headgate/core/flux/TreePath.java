package dev.headgate.core.flux;

import java.util.ArrayList;
import java.util.Optional;

/** Paths inside a tree: relative, with {@code /}, the root being empty. */
public final class TreePath {

  private TreePath() {}

  /** {@code path} seen from {@code folder}; empty when it is absolute or leaves the tree. */
  public static Optional<String> resolve(String folder, String path) {
    if (path.startsWith("/") || path.contains("\\")) {
      return Optional.empty();
    }
    var segments = new ArrayList<String>();
    for (String segment : (folder + "/" + path).split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return Optional.of(String.join("/", segments));
  }

  /** The folder as a prefix of what lies in it: {@code apps/}, or empty for the root. */
  public static String prefix(String folder) {
    return folder.isEmpty() ? "" : folder + "/";
  }

  /** The folder that {@code path} lies in. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The last segment. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
