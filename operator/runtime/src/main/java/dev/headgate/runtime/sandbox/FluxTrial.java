package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.tree.Tree;
import java.time.Duration;
import java.util.List;

/**
 * What Flux in a sandbox is given, beside the exercise.
 *
 * @param source the gated one, of which the sandbox gets kind and name only
 * @param roots the Kustomizations that Flux begins with
 * @param candidateRevision as its source will show it
 * @param answerWithin how long it may be silent
 */
public record FluxTrial(
    SourceRef source,
    List<Manifest> roots,
    Tree liveTree,
    Tree candidateTree,
    String candidateRevision,
    Duration answerWithin) {

  public FluxTrial {
    roots = List.copyOf(roots);
  }

  /** Live's own name is not needed: two trees have to have two names. */
  String liveRevision() {
    return "live@" + liveTree.digest().value();
  }
}
