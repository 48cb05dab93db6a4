package dev.headgate.runtime.check;

import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ServedKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The kinds that could not be tried for lack of a right, with what gives it. */
final class MissingRights {

  private static final String NAME = "dry-run-rights";
  private static final Pattern CANNOT = Pattern.compile("User \"[^\"]*\" cannot \\w+ resource");

  private final SortedMap<String, Integer> objectsByKind = new TreeMap<>();

  /** A role that grants more than the account has is refused in other words, and rightly so. */
  void note(ServedKind kind, Answer.Rejected refusal) {
    if (refusal.code() == 403 && CANNOT.matcher(refusal.message()).find()) {
      synchronized (objectsByKind) {
        objectsByKind.merge(
            "%s in apiGroup \"%s\"".formatted(kind.plural(), kind.group()), 1, Integer::sum);
      }
    }
  }

  /** One for each kind. */
  List<Finding> warnings() {
    synchronized (objectsByKind) {
      return objectsByKind.entrySet().stream()
          .map(
              entry ->
                  new Finding(
                      NAME,
                      "",
                      "dryRun.extraRules",
                      "%d objects could not be tried: the dry-run account has no right to %s; add it to this value of the chart"
                          .formatted(entry.getValue(), entry.getKey())))
          .toList();
    }
  }
}
