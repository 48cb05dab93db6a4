package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.Manifest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects that move between Kustomizations. Flux gives them to the new one, or, when the old one
 * reconciles first, deletes them: their old owner prunes what is no longer in its inventory.
 */
public final class Moves {

  /** The Kustomizations, each {@code namespace/name}. */
  public record Move(Change change, String from, String to) {}

  private static final String ANNOTATION = "kustomize.toolkit.fluxcd.io/prune";

  private Moves() {}

  /** The moves during which the old Kustomization may delete the object. */
  public static Stream<Move> prunedOnTheWay(ChangeFacts facts) {
    return facts
        .changes(Change.Op.UPDATE)
        .filter(Data::isPruned)
        .map(Moves::of)
        .filter(move -> !move.from().isEmpty() && !move.from().equals(move.to()));
  }

  private static Move of(Change change) {
    return new Move(change, kustomization(change.before()), kustomization(change.after()));
  }

  private static String kustomization(Optional<Manifest> side) {
    return side.map(manifest -> manifest.origin().kustomization()).orElse("");
  }

  /** Whether the object as it is live tells Flux to keep it. */
  static boolean isKept(Change change) {
    return change.fieldBefore("metadata", "annotations", ANNOTATION).asText().equals("disabled");
  }
}
