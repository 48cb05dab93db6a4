package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Which of the files that differ between two trees were understood. Each changed file is one of:
 *
 * <ul>
 *   <li>read by something whose objects are not rendered (a chart, another cluster's
 *       Kustomization), whoever else reads it: <b>uncovered</b>, unless it says what it said
 *       before.
 *   <li><b>read</b> by a build on either side: its effect shows in the objects. If no object
 *       differs at all though a read file says something else than before, that is not understood
 *       ({@code treeDiffersOnly}); comments and key order say nothing.
 *   <li>inside a rendered folder, but <b>read by no build</b> on either side: builds get exactly
 *       the files they name, so it has no effect. A file that nothing references may come and go.
 *   <li>harmless by the short list of {@link HarmlessFiles}, or a document of intent.
 *   <li>else <b>uncovered</b>: something outside Flux may read it.
 * </ul>
 */
public final class TreeCoverage {

  private final Tree live;
  private final Tree candidate;
  private final SortedSet<String> liveCovered;
  private final SortedSet<String> candidateCovered;
  private final Set<String> unrendered = new HashSet<>();
  private final Documents documents;

  private TreeCoverage(
      Tree live,
      Tree candidate,
      Rendering liveRendering,
      Rendering candidateRendering,
      Documents documents) {
    this.live = live;
    this.candidate = candidate;
    this.liveCovered = liveRendering.coveredPaths();
    this.candidateCovered = candidateRendering.coveredPaths();
    this.documents = documents;
    unrendered.addAll(liveRendering.unrendered());
    unrendered.addAll(candidateRendering.unrendered());
  }

  /**
   * The coverage of a change.
   *
   * @param changes the difference of the two renderings
   * @param intentPath the gate's folder of intent documents, as its spec writes it; may be empty
   */
  public static Coverage of(
      Tree live,
      Tree candidate,
      Rendering liveRendering,
      Rendering candidateRendering,
      ChangeSet changes,
      String intentPath,
      Documents documents) {
    var coverage = new TreeCoverage(live, candidate, liveRendering, candidateRendering, documents);
    return coverage.of(changes, intentPath);
  }

  private Coverage of(ChangeSet changes, String intentPath) {
    var changed = candidate.changedSince(live);
    var intent = intentPath.isBlank() ? Optional.<String>empty() : TreePath.resolve("", intentPath);
    var uncovered = new ArrayList<String>();
    boolean unexplained = false;
    for (String path : changed) {
      if (unrendered.contains(path)) {
        if (saysSomethingElse(path)) {
          uncovered.add(path);
        }
      } else if (isRead(path)) {
        unexplained |= changes.isEmpty() && saysSomethingElse(path);
      } else if (!isInFolder(path)
          && !HarmlessFiles.contains(path)
          && intent.filter(i -> path.startsWith(TreePath.prefix(i))).isEmpty()) {
        uncovered.add(path);
      }
    }
    return new Coverage(changed.size(), List.copyOf(uncovered), unexplained);
  }

  private boolean isRead(String path) {
    return liveCovered.contains(path) || candidateCovered.contains(path);
  }

  private boolean isInFolder(String path) {
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      var folder = path.substring(0, end + 1);
      if (liveCovered.contains(folder) || candidateCovered.contains(folder)) {
        return true;
      }
    }
    return liveCovered.contains("") || candidateCovered.contains("");
  }

  private boolean saysSomethingElse(String path) {
    var before = live.file(path);
    var after = candidate.file(path);
    if (before.isEmpty() || after.isEmpty() || !isYaml(path)) {
      return true;
    }
    return !contents(path, before.get()).equals(contents(path, after.get()))
        || contents(path, after.get()).isEmpty();
  }

  private static boolean isYaml(String path) {
    return path.endsWith(".yaml")
        || path.endsWith(".yml")
        || path.endsWith(".json")
        || TreePath.name(path).equals("Kustomization");
  }

  /** Empty when the file does not parse, so that it never looks the same as before. */
  private Optional<List<JsonNode>> contents(String path, TreeFile file) {
    try {
      var read = documents.read(path, file.content());
      return Optional.of(read.stream().map(Document::content).toList());
    } catch (RefusedInputException e) {
      return Optional.empty();
    }
  }
}
