package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What decides which objects Flux applies, where, and which it deletes. */
final class FluxScoping {

  /** Fields that move a whole set of objects somewhere else, or make Flux act as somebody else. */
  private static final List<String> GRAVE =
      List.of(
          "path",
          "sourceRef",
          "targetNamespace",
          "kubeConfig",
          "serviceAccountName",
          "deletionPolicy",
          "namePrefix",
          "nameSuffix");

  private static final List<String> NOTABLE = List.of("force", "suspend", "decryption");

  private FluxScoping() {}

  static Stream<Reason> scope(Change change) {
    if (!FluxKinds.isKustomization(change.key()) || change.op() != Change.Op.UPDATE) {
      return Stream.empty();
    }
    var grave =
        GRAVE.stream()
            .filter(field -> change.differsAt("spec", field))
            .map(field -> Reason.high(change, "spec.%s is changed".formatted(field)));
    var notable =
        NOTABLE.stream()
            .filter(field -> change.differsAt("spec", field))
            .map(field -> Reason.medium(change, "spec.%s is changed".formatted(field)));
    return Stream.of(grave, prune(change), dependencies(change), notable)
        .flatMap(reasons -> reasons)
        .map(Reason::noSandboxTells);
  }

  private static Stream<Reason> prune(Change change) {
    if (!change.differsAt("spec", "prune")) {
      return Stream.empty();
    }
    return Stream.of(
        change.fieldAfter("spec", "prune").asBoolean()
            ? Reason.high(change, "what leaves Git is deleted from now on (spec.prune)")
            : Reason.medium(change, "what leaves Git stays in the cluster (spec.prune)"));
  }

  private static Stream<Reason> dependencies(Change change) {
    var gone = dependsOn(change.fieldBefore("spec", "dependsOn"), change.key());
    gone.removeAll(dependsOn(change.fieldAfter("spec", "dependsOn"), change.key()));
    return gone.isEmpty()
        ? Stream.empty()
        : Stream.of(Reason.medium(change, "no longer waits for " + String.join(", ", gone)));
  }

  private static SortedSet<String> dependsOn(JsonNode list, ObjectKey dependent) {
    var names = new TreeSet<String>();
    list.forEach(
        item ->
            names.add(
                item.path("namespace").asText(dependent.namespace())
                    + "/"
                    + item.path("name").asText()));
    return names;
  }

  static Stream<Reason> kustomizationDeleted(Change change) {
    var prunes =
        FluxKinds.isKustomization(change.key())
            && change.op() == Change.Op.DELETE
            && change.fieldBefore("spec", "prune").asBoolean()
            && !change.fieldBefore("spec", "deletionPolicy").asText().equals("Orphan")
            && Data.isPruned(change);
    return prunes
        ? Stream.of(
            Reason.high(change, "the Kustomization goes, and all that it applied with it")
                .noSandboxTells())
        : Stream.empty();
  }

  /** Flux reconciles both Kustomizations in any order: the old one may delete it on the way. */
  static Stream<Reason> movedAndPruned(ChangeFacts facts) {
    return Moves.prunedOnTheWay(facts)
        .map(
            move ->
                Reason.of(
                        isGrave(move.change().key()) ? RiskLevel.HIGH : RiskLevel.MEDIUM,
                        move.change(),
                        "moves from Kustomization %s to %s; the first may delete it on the way"
                            .formatted(move.from(), move.to()))
                    .noSandboxTells());
  }

  /** Uninstalling a release takes the volumes of its chart along. */
  private static boolean isGrave(ObjectKey key) {
    return Data.holdsData(key) || key.kind().equals("HelmRelease");
  }

  /** A Kustomization that follows another source is behind another gate, or none. */
  static Stream<Reason> otherSource(ChangeFacts facts) {
    return facts.source().stream()
        .flatMap(
            gated ->
                facts
                    .changes(Change.Op.CREATE)
                    .filter(change -> FluxKinds.isKustomization(change.key()))
                    .filter(change -> !follows(change, gated.source()))
                    .map(
                        change ->
                            Reason.medium(change, "follows a source that this gate does not hold")
                                .noSandboxTells()));
  }

  private static boolean follows(Change change, ObjectKey source) {
    var reference = change.fieldAfter("spec", "sourceRef");
    return reference.path("kind").asText().equals(source.kind())
        && reference.path("name").asText().equals(source.name())
        && reference.path("namespace").asText(change.key().namespace()).equals(source.namespace());
  }
}
