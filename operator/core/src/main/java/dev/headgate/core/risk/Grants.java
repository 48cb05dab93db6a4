package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules of a Role allow, one grant for each combination.
 *
 * @param all empty when there are too many to compare
 */
record Grants(Optional<Set<Grant>> all) {

  /** More combinations than any role in use. */
  private static final int LIMIT = 2_000;

  private static final String ANY = "*";

  private static final Set<String> VERBS_THAT_GIVE_MORE =
      Set.of(ANY, "escalate", "bind", "impersonate");
  private static final Set<String> RESOURCES_THAT_GIVE_MORE =
      Set.of(
          ANY,
          "secrets",
          "nodes/proxy",
          "pods/exec",
          "serviceaccounts/token",
          "clusterroles",
          "clusterrolebindings",
          "mutatingwebhookconfigurations",
          "validatingwebhookconfigurations");

  /** Stands where others have an API group, so that no wildcard over groups covers URLs. */
  private static final String URL = "URL";

  /** One verb on one resource (or URL), perhaps only of one name. */
  record Grant(String group, String resource, String verb, String name) {

    /** Every grant that allows this one, itself included. */
    private Stream<Grant> coveredBy() {
      return orAny(group)
          .flatMap(
              g ->
                  orAny(resource)
                      .flatMap(
                          r ->
                              orAny(verb)
                                  .flatMap(
                                      v -> Stream.of(name, "").map(n -> new Grant(g, r, v, n)))));
    }

    private static Stream<String> orAny(String word) {
      return word.equals(URL) ? Stream.of(word) : Stream.of(word, ANY);
    }

    boolean givesMore() {
      return VERBS_THAT_GIVE_MORE.contains(verb) || RESOURCES_THAT_GIVE_MORE.contains(resource);
    }

    String inWords() {
      var suffix = group.isEmpty() || group.equals(URL) ? "" : "." + group;
      return verb + " " + resource + suffix;
    }
  }

  static Grants of(JsonNode rules) {
    var grants = new HashSet<Grant>();
    for (var rule : rules) {
      var verbs = texts(rule, "verbs");
      var groups = texts(rule, "apiGroups");
      var resources = texts(rule, "resources");
      var names = rule.path("resourceNames").isEmpty() ? List.of("") : texts(rule, "resourceNames");
      var urls = texts(rule, "nonResourceURLs");
      var combinations =
          (double) verbs.size() * groups.size() * resources.size() * names.size()
              + (double) verbs.size() * urls.size();
      if (grants.size() + combinations > LIMIT) {
        return new Grants(Optional.empty());
      }
      for (var verb : verbs) {
        urls.forEach(url -> grants.add(new Grant(URL, url, verb, "")));
        for (var group : groups) {
          for (var resource : resources) {
            names.forEach(name -> grants.add(new Grant(group, resource, verb, name)));
          }
        }
      }
    }
    return new Grants(Optional.of(grants));
  }

  /** Those that {@code before} does not cover; empty when that cannot be told. */
  Optional<List<Grant>> notIn(Grants before) {
    if (all.isEmpty() || before.all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        all.get().stream()
            .filter(grant -> grant.coveredBy().noneMatch(before.all.get()::contains))
            .sorted(Comparator.comparing(Grant::inWords))
            .toList());
  }

  private static List<String> texts(JsonNode rule, String field) {
    var texts = new ArrayList<String>();
    rule.path(field).forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
