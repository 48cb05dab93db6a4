package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may do what: only widening is risky, and giving rights on everything is High. */
final class Rbac {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final int NAMED_GRANTS = 3;

  private Rbac() {}

  static Stream<Reason> rolesWidened(Change change) {
    var cluster = change.key().isA(GROUP, "ClusterRole");
    var role = cluster || change.key().isA(GROUP, "Role");
    if (!role || change.op() == Change.Op.DELETE) {
      return Stream.empty();
    }
    var added = Grants.of(change.fieldAfter("rules")).notIn(Grants.of(change.fieldBefore("rules")));
    if (added.isEmpty()) {
      return change.differsAt("rules")
          ? Stream.of(Reason.high(change, "the rules are too many to tell what they add"))
          : Stream.empty();
    }
    if (change.differsAt("aggregationRule") || !added.get().isEmpty()) {
      return Stream.of(widened(change, cluster, added.get()));
    }
    return Stream.empty();
  }

  private static Reason widened(Change change, boolean cluster, List<Grants.Grant> added) {
    if (added.isEmpty()) {
      return Reason.medium(change, "collects other roles than before (aggregationRule)");
    }
    var some = added.stream().limit(NAMED_GRANTS).map(Grants.Grant::inWords).distinct().toList();
    var text =
        "may now %s%s".formatted(String.join(", ", some), added.size() > NAMED_GRANTS ? ", …" : "");
    return cluster && added.stream().anyMatch(Grants.Grant::givesMore)
        ? Reason.high(change, text)
        : Reason.medium(change, text);
  }

  static Stream<Reason> bound(Change change) {
    var cluster = change.key().isA(GROUP, "ClusterRoleBinding");
    var binding = cluster || change.key().isA(GROUP, "RoleBinding");
    if (!binding || change.op() == Change.Op.DELETE) {
      return Stream.empty();
    }
    var added = subjects(change.fieldAfter("subjects"));
    if (!change.differsAt("roleRef")) {
      added.removeAll(subjects(change.fieldBefore("subjects")));
    }
    if (added.isEmpty()) {
      return Stream.empty();
    }
    var role = change.fieldAfter("roleRef", "name").asText();
    var text =
        "binds %s to %s".formatted(String.join(", ", added.stream().sorted().toList()), role);
    return Stream.of(
        cluster && role.equals("cluster-admin")
            ? Reason.high(change, text)
            : Reason.medium(change, text));
  }

  private static Set<String> subjects(JsonNode list) {
    var subjects = new HashSet<String>();
    for (var subject : list) {
      var namespace = subject.path("namespace").asText();
      subjects.add(
          subject.path("kind").asText()
              + " "
              + (namespace.isEmpty() ? "" : namespace + "/")
              + subject.path("name").asText());
    }
    return subjects;
  }
}
