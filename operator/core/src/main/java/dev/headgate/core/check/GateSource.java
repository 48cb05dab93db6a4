package dev.headgate.core.check;

import dev.headgate.core.change.Change;
import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.risk.GatedSource;
import dev.headgate.core.risk.Moves;
import dev.headgate.core.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A candidate must not change what its own gate stands on. The guard would deny it to Flux, and the
 * denial would keep the whole Kustomization from being applied; so it is said here, with the way
 * that works.
 */
public final class GateSource {

  static final String NAME = "GateSource";

  /** The label by which a source belongs to a gate. */
  private static final String GATE_LABEL = "headgate.dev/gate";

  /**
   * What may change; ref, url, ignore, include, sparseCheckout, verify, secretRef and whatever Flux
   * adds tomorrow may not. The guard lists the same.
   */
  private static final Set<String> FREE = Set.of("interval", "timeout", "suspend");

  /** What decides which part of the source the root Kustomization applies. */
  private static final List<String> GUARDED_IN_KUSTOMIZATION = List.of("sourceRef", "path");

  private static final String PROCEDURE =
      "; allowed: somebody who holds the verb bypass on the gate first changes it in the cluster,"
          + " and then lets this revision pass with a ChangeApproval whose action is Bypass";

  private GateSource() {}

  public static List<Finding> check(ChangeFacts facts) {
    return facts.source().stream().flatMap(gated -> check(gated, facts)).toList();
  }

  private static Stream<Finding> check(GatedSource gated, ChangeFacts facts) {
    var source =
        facts
            .changes()
            .filter(change -> change.key().equals(gated.source()))
            .flatMap(change -> source(change, facts));
    var kustomization =
        facts
            .changes()
            .filter(change -> change.key().equals(gated.kustomization()))
            .flatMap(GateSource::kustomization);
    var moves =
        Moves.prunedOnTheWay(facts)
            .filter(
                move ->
                    move.change().key().equals(gated.source())
                        || move.change().key().equals(gated.kustomization()))
            .map(
                move ->
                    finding(
                        move.change(),
                        "",
                        "moves from Kustomization %s to %s, which may delete it on the way"
                            .formatted(move.from(), move.to())));
    return Stream.of(source, kustomization, moves).flatMap(findings -> findings);
  }

  private static Stream<Finding> source(Change change, ChangeFacts facts) {
    return switch (change.op()) {
      case DELETE -> Stream.of(finding(change, "", "deletes the source that this gate holds"));
      case CREATE ->
          brought(
              facts,
              finding(
                  change,
                  "",
                  "brings the source that this gate holds into Git; whether it is the same as in"
                      + " the cluster cannot be told from here"));
      case UPDATE -> guardedFields(change);
    };
  }

  /** Where nothing is known of live, the dry run tells whether the guard would deny it. */
  private static Stream<Finding> brought(ChangeFacts facts, Finding finding) {
    return facts.live().isUnknown() ? Stream.empty() : Stream.of(finding);
  }

  private static Stream<Finding> guardedFields(Change change) {
    var fields =
        Stream.of(change.fieldBefore("spec"), change.fieldAfter("spec"))
            .flatMap(spec -> spec.propertyStream().map(Map.Entry::getKey))
            .distinct()
            .sorted()
            .filter(field -> !FREE.contains(field) && change.differsAt("spec", field))
            .map(field -> finding(change, "spec." + field, "changes a field that the gate guards"));
    var label =
        change.differsAt("metadata", "labels", GATE_LABEL)
            ? Stream.of(
                finding(
                    change,
                    "metadata.labels[\"%s\"]".formatted(GATE_LABEL),
                    "changes to which gate the source belongs"))
            : Stream.<Finding>empty();
    return Stream.concat(fields, label);
  }

  private static Stream<Finding> kustomization(Change change) {
    return switch (change.op()) {
      case DELETE -> Stream.of(finding(change, "", "deletes the Kustomization of this gate"));
      case CREATE -> Stream.empty();
      case UPDATE ->
          GUARDED_IN_KUSTOMIZATION.stream()
              .filter(field -> change.differsAt("spec", field))
              .map(
                  field ->
                      finding(
                          change, "spec." + field, "changes what this gate's Kustomization is"));
    };
  }

  private static Finding finding(Change change, String field, String message) {
    return new Finding(NAME, change.key().toString(), field, message + PROCEDURE);
  }
}
