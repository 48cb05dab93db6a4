package dev.headgate.core.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Probes;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the documents that speak of a commit: those that were added or changed since live. */
final class IntentReader {

  private final ManifestReader reader = new ManifestReader(Limits.Yaml.STANDARD);
  private final List<Finding> findings = new ArrayList<>();

  Intents read(Tree live, Tree candidate, String intentPath) {
    var known = knownDocuments(live, intentPath);
    var changed = candidate.changedSince(live);
    var documents =
        filesBelow(intentPath, candidate)
            .filter(file -> changed.contains(file.getKey()))
            .flatMap(file -> documents(file.getKey(), file.getValue()).stream())
            .filter(document -> !known.contains(document.content()))
            .map(IntentDocument::new)
            .toList();
    return documents.isEmpty() && findings.isEmpty() ? new Intents.None() : summary(documents);
  }

  private Intents summary(List<IntentDocument> documents) {
    documents.forEach(IntentDocument::checkShape);
    var levels = documents.stream().flatMap(document -> document.atLeast().stream()).toList();
    var deadlines = documents.stream().flatMap(document -> document.deadline().stream()).toList();
    var reasons = documents.stream().flatMap(document -> document.reason().stream()).toList();
    var found =
        new Intents.Found(
            levels.stream().max(Comparator.naturalOrder()),
            String.join("; ", reasons),
            deadlines.stream().min(Comparator.naturalOrder()),
            titles(documents),
            probes(documents));
    documents.forEach(document -> findings.addAll(document.findings()));
    return findings.isEmpty() ? found : new Intents.Broken(findings);
  }

  /** Each document counts its own; what they want together is asked of {@link Probes}. */
  private List<Probe> probes(List<IntentDocument> documents) {
    return switch (Probes.together(documents.stream().map(IntentDocument::probes).toList())) {
      case Probes.Merged.All(var probes) -> probes;
      case Probes.Merged.Refused(var reason) -> {
        findings.add(new Finding(Intents.CHECK, "", "spec.probes", reason));
        yield List.of();
      }
    };
  }

  private static List<String> titles(List<IntentDocument> documents) {
    return documents.stream().map(IntentDocument::title).toList();
  }

  /** What stood there before; files that were broken then say nothing. */
  private Set<ObjectNode> knownDocuments(Tree live, String intentPath) {
    var known =
        filesBelow(intentPath, live)
            .flatMap(file -> documents(file.getKey(), file.getValue()).stream())
            .map(Manifest::content)
            .collect(Collectors.toSet());
    findings.clear();
    return known;
  }

  private List<Manifest> documents(String path, TreeFile file) {
    try {
      return reader.read(new Origin("", path), file.content());
    } catch (RefusedInputException e) {
      findings.add(new Finding(Intents.CHECK, path, "", e.reason()));
      return List.of();
    }
  }

  private static Stream<Map.Entry<String, TreeFile>> filesBelow(String intentPath, Tree tree) {
    var folder = folder(intentPath);
    return tree.files().entrySet().stream()
        .filter(file -> file.getKey().startsWith(folder))
        .filter(file -> file.getKey().matches(".*\\.(ya?ml|json)"));
  }

  private static String folder(String intentPath) {
    return TreePath.resolve("", intentPath).map(TreePath::prefix).orElse(intentPath);
  }
}
