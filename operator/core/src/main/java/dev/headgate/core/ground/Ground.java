package dev.headgate.core.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What lies under both revisions in a sandbox: copies of what the host has and neither brings, and
 * what is played.
 *
 * @param manifests applied with live and with the candidate alike
 * @param placeholders the Secrets among them that hold no real value
 * @param addresses whether what waits for a load balancer gets an address
 * @param notCopied what the pool names, or objects need, and could not be had
 */
public record Ground(
    Manifests manifests, Set<ObjectKey> placeholders, boolean addresses, List<Gap> notCopied) {

  public static final Ground NONE = new Ground(Manifests.NONE, Set.of(), false, List.of());

  /** Tokens of this cluster would be worth something elsewhere, and nothing there. */
  private static final Set<String> NEVER =
      Set.of("kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token");

  public Ground {
    placeholders = Set.copyOf(placeholders);
    notCopied = List.copyOf(notCopied);
  }

  /** From what the host said; what it was not asked counts as unreadable. */
  public static Ground of(Scope scope, Copies copies, Wanted wanted, Map<ObjectKey, Fact> facts) {
    var building = new Building(copies);
    for (var key : wanted.keys()) {
      building.take(key, facts.getOrDefault(key, new Fact.Unreadable("nobody was asked")));
    }
    if (copies.placeholders()) {
      References.of(Wanted.all(scope)).secrets().entrySet().stream()
          .filter(entry -> !Wanted.isBrought(scope, entry.getKey()))
          .forEach(entry -> building.play(entry.getKey(), entry.getValue()));
    }
    if (wanted.omitted() > 0) {
      building.gaps.add(
          new Gap(
              Gap.Kind.NOT_COPIED,
              "",
              "%d more objects of the host were not looked for; at most %d are"
                  .formatted(wanted.omitted(), Limits.HOST_FACTS)));
    }
    return building.ground();
  }

  /** Both revisions on it. */
  public Scope under(Scope scope) {
    return new Scope(on(scope.live()), on(scope.candidate()));
  }

  private Manifests on(Manifests revision) {
    var all = new TreeMap<>(manifests.byKey());
    all.putAll(revision.byKey());
    return new Manifests(all);
  }

  /** What a run on it does not speak of. */
  public List<Gap> gaps(ChangeSet changes) {
    var gaps = new ArrayList<>(notCopied);
    for (Change change : changes.changes()) {
      change
          .after()
          .map(this::placeholdersOf)
          .filter(names -> !names.isEmpty())
          .ifPresent(
              names ->
                  gaps.add(
                      new Gap(
                          Gap.Kind.PLACEHOLDER,
                          change.key().toString(),
                          "it ran with placeholders in place of the values of " + names)));
    }
    return gaps;
  }

  private String placeholdersOf(Manifest manifest) {
    var named = new TreeSet<>(References.of(List.of(manifest)).secrets().keySet());
    named.retainAll(placeholders);
    return named.stream().map(ObjectKey::toString).collect(Collectors.joining(", "));
  }

  private static final class Building {
    private final Copies copies;
    private final TreeMap<ObjectKey, Manifest> manifests = new TreeMap<>();
    private final TreeSet<ObjectKey> placeholders = new TreeSet<>();
    private final List<Gap> gaps = new ArrayList<>();

    Building(Copies copies) {
      this.copies = copies;
    }

    void take(ObjectKey key, Fact fact) {
      switch (fact) {
        case Fact.Unreadable(var reason) -> gap(key, reason);
        case Fact.Absent() when Wanted.isNamed(copies.named(), key) ->
            gap(key, "the pool names it, and it is not there");
        case Fact.Absent() -> {
          // the sandbox says itself what it lacks then
        }
        case Fact.Found(var content) when Wanted.isNamed(copies.named(), key) ->
            named(key, content);
        case Fact.Found(var content) -> manifests.put(key, Copy.of(key, content));
      }
    }

    private void named(ObjectKey key, ObjectNode content) {
      var type = content.path("type").asText("");
      if (!agrees(key, content)) {
        gap(
            key,
            "it lies in another namespace than the pool, and its annotation %s does not name %s"
                .formatted(Copies.AGREEMENT, copies.pool()));
      } else if (NEVER.contains(type)) {
        gap(key, "a Secret of type %s is never copied".formatted(type));
      } else if (isReal(key)) {
        manifests.put(key, Copy.of(key, content));
      } else {
        manifests.put(key, Copy.withoutValues(key, content));
        placeholders.add(key);
      }
    }

    private boolean agrees(ObjectKey key, ObjectNode content) {
      var pools = content.path("metadata").path("annotations").path(Copies.AGREEMENT).asText("");
      return key.namespace().equals(copies.home())
          || Arrays.stream(pools.split(",")).map(String::strip).anyMatch(copies.pool()::equals);
    }

    private boolean isReal(ObjectKey key) {
      return copies.named().stream()
          .filter(named -> named.key().equals(key))
          .allMatch(Copies.Named::real);
    }

    void play(ObjectKey key, SecretNeed need) {
      if (manifests.putIfAbsent(key, Copy.placeholder(key, need)) == null) {
        placeholders.add(key);
      }
    }

    private void gap(ObjectKey key, String reason) {
      gaps.add(new Gap(Gap.Kind.NOT_COPIED, key.toString(), reason));
    }

    Ground ground() {
      return new Ground(new Manifests(manifests), placeholders, copies.addresses(), gaps);
    }
  }
}
