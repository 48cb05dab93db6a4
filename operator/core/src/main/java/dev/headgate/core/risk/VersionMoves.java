package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds where versions move. In real repositories they live in {@code spec.ref} of an OCIRepository
 * (joined to the HelmReleases that use it, for they restart), in the image values of a HelmRelease,
 * in {@code spec.image} of custom resources and workloads, and in {@code spec.chart}.
 */
final class VersionMoves {

  private VersionMoves() {}

  static Stream<VersionMove> of(ChangeFacts facts) {
    return facts.changes(Change.Op.UPDATE).flatMap(change -> of(change, facts));
  }

  static Stream<VersionMove> of(Change change, ChangeFacts facts) {
    return switch (change.key().kind()) {
      case "OCIRepository" -> ofSource(change, "chart", facts);
      case "GitRepository" -> ofSource(change, "Git tag", facts);
      case "HelmRelease" ->
          Stream.concat(ofChart(change).stream(), ofImages(change, "spec", "values"));
      default -> ofImages(change, "spec");
    };
  }

  /** Nothing differs but versions, each by no more than a patch. */
  static boolean isRoutine(Change change, ChangeFacts facts) {
    return of(change, facts).allMatch(move -> move.bump().size().compareTo(Bump.Size.PATCH) <= 0)
        && onlyVersionsDiffer(change);
  }

  private static boolean onlyVersionsDiffer(Change change) {
    return change.before().isPresent()
        && change.after().isPresent()
        && WithoutVersions.of(change.before().get())
            .equals(WithoutVersions.of(change.after().get()));
  }

  private static Stream<VersionMove> ofSource(Change change, String what, ChangeFacts facts) {
    var before = reference(change.fieldBefore("spec", "ref"));
    var after = reference(change.fieldAfter("spec", "ref"));
    if (before.equals(after) || before.isEmpty() || after.isEmpty()) {
      return Stream.empty();
    }
    var component = Components.lastSegment(change.fieldAfter("spec", "url").asText());
    var releases = facts.releases().using(change.key());
    var names = new LinkedHashSet<>(List.of(component, change.key().name()));
    releases.forEach(key -> names.add(key.name()));
    var shown = new LinkedHashSet<String>();
    releases.forEach(key -> shown.add(key.namespace() + "/" + key.name()));
    return Stream.of(move(change, what, component, before, after, names, shown));
  }

  private static String reference(JsonNode ref) {
    var name = ref.path("tag").asText(ref.path("semver").asText(ref.path("branch").asText()));
    var exact = ref.path("digest").asText(ref.path("commit").asText());
    return exact.isEmpty() ? name : name + "@" + exact;
  }

  private static Optional<VersionMove> ofChart(Change change) {
    var before = change.fieldBefore("spec", "chart", "spec", "version").asText();
    var after = change.fieldAfter("spec", "chart", "spec", "version").asText();
    if (before.equals(after) || before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    var chart =
        Components.lastSegment(change.fieldAfter("spec", "chart", "spec", "chart").asText());
    return Optional.of(
        move(
            change,
            "chart",
            chart,
            before,
            after,
            new LinkedHashSet<>(List.of(chart, change.key().name())),
            Set.of()));
  }

  private static Stream<VersionMove> ofImages(Change change, String... field) {
    var before = Image.in(change.fieldBefore(field));
    return Image.in(change.fieldAfter(field)).entrySet().stream()
        .flatMap(after -> ofImage(change, before, after).stream());
  }

  private static Optional<VersionMove> ofImage(
      Change change, Map<String, Image> before, Map.Entry<String, Image> after) {
    var old = before.get(after.getKey());
    var now = after.getValue();
    if (old == null || old.equals(now)) {
      return Optional.empty();
    }
    var component = now.name().isEmpty() ? change.key().name() : now.name();
    var names = new LinkedHashSet<>(List.of(component, change.key().name()));
    return Optional.of(
        old.name().equals(now.name())
            ? move(change, "image", component, old.version(), now.version(), names, Set.of())
            : replaced(change, old, now, names));
  }

  /** Another program, whatever its version. */
  private static VersionMove replaced(Change change, Image old, Image now, Set<String> names) {
    names.add(old.name());
    var before = old.name() + ":" + old.version();
    var after = now.name() + ":" + now.version();
    return new VersionMove(
        change, "image", "replaced", before, after, Bump.UNKNOWN, names, Set.of());
  }

  private static VersionMove move(
      Change change,
      String what,
      String component,
      String before,
      String after,
      Set<String> names,
      Set<String> releases) {
    return new VersionMove(
        change, what, component, before, after, Bump.between(before, after), names, releases);
  }
}
