package dev.headgate.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whose fields a change takes: the conflicts that the API server finds in the objects'
 * managedFields, where another manager set another value. Flux overrules them without a word.
 */
final class Ownership {

  private static final String NAME = "ownership";

  private final List<Finding> warnings = new ArrayList<>();

  /** Notes the conflicts that an unforced apply was answered with; false when it met none. */
  boolean isTaken(ObjectKey key, Answer answer) {
    if (!(answer instanceof Answer.Rejected(var code, var status)) || code != 409) {
      return false;
    }
    var conflicts = new ArrayList<Finding>();
    for (JsonNode cause : status.at("/details/causes")) {
      if (cause.path("reason").asText().equals("FieldManagerConflict")) {
        conflicts.add(
            new Finding(
                NAME,
                key.toString(),
                cause.path("field").asText(),
                "%s; Flux takes the field".formatted(cause.path("message").asText())));
      }
    }
    synchronized (warnings) {
      warnings.addAll(conflicts);
    }
    return !conflicts.isEmpty();
  }

  List<Finding> warnings() {
    synchronized (warnings) {
      return warnings.stream()
          .sorted(Comparator.comparing(Finding::object).thenComparing(Finding::field))
          .toList();
    }
  }
}
