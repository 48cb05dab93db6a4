package dev.headgate.runtime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Reading;
import dev.headgate.runtime.rest.Glance;
import dev.headgate.runtime.rest.Glance.Got;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.ServedKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Single objects of a cluster, each read anew. */
final class SingleObjects {

  private final String where;
  private final Glance cluster;
  private final Map<String, ServedKind> known = new ConcurrentHashMap<>();

  SingleObjects(String where, Glance cluster) {
    this.where = where;
    this.cluster = cluster;
  }

  /** An object, or the reading that its absence is. */
  sealed interface Found {
    record Here(JsonNode content) implements Found {}

    record None(Reading reading) implements Found {}
  }

  Found find(String apiVersion, ObjectKey key, Duration timeout) throws InterruptedException {
    var kind = known.get(apiVersion + " " + key.kind());
    if (kind == null) {
      switch (learn(apiVersion, key.kind(), timeout)) {
        case Learned.Kind(var served) -> kind = served;
        case Learned.None(var reading) -> {
          return new Found.None(reading);
        }
      }
      known.put(apiVersion + " " + key.kind(), kind);
    }
    if (kind.namespaced() == key.namespace().isEmpty()) {
      return new Found.None(
          new Reading.Impossible(
              "%s is %s: %s a namespace"
                  .formatted(
                      key.kind(),
                      kind.namespaced() ? "namespaced" : "cluster-scoped",
                      kind.namespaced() ? "name" : "do not name")));
    }
    return switch (json(kind.path(key), timeout)) {
      case Json200(var content) -> new Found.Here(content);
      case Missing() -> new Found.None(new Reading.Absent(key + " is not there"));
      case Unread(var reading) -> new Found.None(reading);
    };
  }

  private sealed interface Learned {
    record Kind(ServedKind kind) implements Learned {}

    record None(Reading reading) implements Learned {}
  }

  /** From the list of what a group and version has. */
  private Learned learn(String apiVersion, String kind, Duration timeout)
      throws InterruptedException {
    var root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
    return switch (json(root, timeout)) {
      case Json200(var list) ->
          served(list, apiVersion, kind)
              .<Learned>map(Learned.Kind::new)
              .orElseGet(() -> notServed(apiVersion, kind));
      case Missing() -> notServed(apiVersion, kind);
      case Unread(var reading) -> new Learned.None(reading);
    };
  }

  private Learned notServed(String apiVersion, String kind) {
    return new Learned.None(
        new Reading.Absent("%s has no %s %s".formatted(where, apiVersion, kind)));
  }

  private static Optional<ServedKind> served(JsonNode list, String apiVersion, String kind) {
    var slash = apiVersion.indexOf('/');
    for (JsonNode resource : list.path("resources")) {
      var plural = resource.path("name").asText("");
      if (resource.path("kind").asText("").equals(kind) && !plural.contains("/")) {
        return Optional.of(
            new ServedKind(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind,
                plural,
                resource.path("namespaced").asBoolean(false),
                Set.of("get")));
      }
    }
    return Optional.empty();
  }

  private sealed interface Body {}

  private record Json200(JsonNode content) implements Body {}

  private record Missing() implements Body {}

  private record Unread(Reading reading) implements Body {}

  private Body json(String path, Duration timeout) throws InterruptedException {
    var most = Limits.Probes.STANDARD.objectBytes();
    return switch (cluster.get(path, timeout, most)) {
      case Got.Answer(var status, var bytes, var whole) when status == 404 -> new Missing();
      case Got.Answer(var status, var bytes, var whole) when status != 200 ->
          new Unread(new Reading.Unmeasured(where + " answered HTTP " + status));
      case Got.Answer(var status, var bytes, var whole) when !whole ->
          new Unread(
              new Reading.Unmeasured("an object of more than %d KiB".formatted(most / 1024)));
      case Got.Answer(var status, var bytes, var whole) -> content(Json.lenient(bytes));
      case Got.Late() -> new Unread(new Reading.Unmeasured(where + " did not answer in time"));
      case Got.Unreachable(var reason) -> new Unread(new Reading.Unmeasured(where + ": " + reason));
    };
  }

  private Body content(JsonNode json) {
    return json.isObject()
        ? new Json200(json)
        : new Unread(new Reading.Unmeasured(where + " answered with no object"));
  }
}
