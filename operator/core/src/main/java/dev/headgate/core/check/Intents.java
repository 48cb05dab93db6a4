package dev.headgate.core.check;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the author of a commit says of it, in ChangeRequest documents of the tree. A commit cannot
 * name itself, and a ChangeRequest that Flux applies would arrive too late; so they are read from
 * the candidate's own tree.
 */
public sealed interface Intents {

  /** The check that findings about these documents are given as. */
  String CHECK = "Intent";

  /** The commit brings none. */
  record None() implements Intents {}

  /**
   * What all documents together ask for: the highest risk, the shortest deadline, every probe.
   *
   * @param reason of those who ask for a risk; empty when nobody does
   */
  record Found(
      Optional<RiskLevel> atLeast,
      String reason,
      Optional<Duration> deadline,
      List<String> titles,
      List<Probe> probes)
      implements Intents {
    public Found {
      titles = List.copyOf(titles);
      probes = List.copyOf(probes);
    }
  }

  /** At least one cannot be understood, so the gate stays closed: it may have asked for more. */
  record Broken(List<Finding> findings) implements Intents {
    public Broken {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads the documents below {@code intentPath} that were added or changed since live. YAML and
   * JSON files count; all else there is left to people.
   */
  static Intents read(Tree live, Tree candidate, String intentPath) {
    return new IntentReader().read(live, candidate, intentPath);
  }
}
