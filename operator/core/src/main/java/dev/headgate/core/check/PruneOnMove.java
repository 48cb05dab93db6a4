package dev.headgate.core.check;

import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.risk.Data;
import dev.headgate.core.risk.Moves;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/**
 * Nothing that holds data may be deleted because it changes its Kustomization. Flux prunes what has
 * left a Kustomization's inventory, unless the new one has taken it over before; which of the two
 * reconciles first is chance.
 */
public final class PruneOnMove {

  static final String NAME = "PruneOnMove";

  private PruneOnMove() {}

  public static List<Finding> check(ChangeFacts facts) {
    return Moves.prunedOnTheWay(facts)
        .filter(move -> Data.holdsData(move.change().key()))
        .map(
            move ->
                new Finding(
                    NAME,
                    move.change().key().toString(),
                    "",
                    """
                    moves from Kustomization %s to %s, and Flux may delete it with its data on the \
                    way; allowed: first annotate it kustomize.toolkit.fluxcd.io/prune: disabled in \
                    a commit of its own, let that go live, then move it"""
                        .formatted(move.from(), move.to())))
        .toList();
  }
}
