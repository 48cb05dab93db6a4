package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was in the sandbox before us. It is neither changed nor, later, deleted: a marked object is
 * one that cleaning removes, so nothing that we did not make may ever be marked. Objects that
 * controllers make in our namespaces are ours to take.
 */
final class Neighbours {

  private final ApiServer server;
  private final Inventory.Recorded recorded;
  private final Set<ObjectKey> theirs = new HashSet<>();
  private final Set<String> ourNamespaces = new HashSet<>();
  private final Set<String> theirNamespaces = new HashSet<>();
  private final Set<ServedKind> known = new HashSet<>();

  Neighbours(ApiServer server, Inventory.Recorded recorded) {
    this.server = server;
    this.recorded = recorded;
  }

  /** Looks at all objects of the kinds, once each; returns why that failed, if it did. */
  Optional<String> meet(ServedKind namespaces, Collection<ServedKind> kinds)
      throws InterruptedException {
    var failure = look(namespaces);
    if (failure.isPresent()) {
      return failure;
    }
    return Parallel.map(kinds.stream().distinct().toList(), this::look).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  boolean own(ObjectKey key) {
    synchronized (theirs) {
      return theirs.contains(key);
    }
  }

  boolean haveNamespace(String name) {
    return theirNamespaces.contains(name);
  }

  private Optional<String> look(ServedKind kind) throws InterruptedException {
    if (isKnown(kind)) {
      return Optional.empty();
    }
    return switch (Objects.metadata(server, kind, "", item -> remember(kind, item))) {
      case Listed.All(var items, var version) -> Optional.empty();
      case Listed.NoSuchKind() -> Optional.empty();
      case Listed.Failed(var reason) -> Optional.of(reason);
    };
  }

  private boolean isKnown(ServedKind kind) {
    synchronized (theirs) {
      return !known.add(kind);
    }
  }

  /** Only what we mean to apply is worth remembering. Returns nothing to be kept of the item. */
  private boolean remember(ServedKind kind, JsonNode item) {
    var metadata = item.path("metadata");
    var name = metadata.path("name").asText();
    var namespace = metadata.path("namespace").asText("");
    var key = new ObjectKey(kind.group(), kind.kind(), namespace, name);
    var ours = Labels.changeOf(item).equals(recorded.changeUid());
    synchronized (theirs) {
      if (key.isA("", "Namespace")) {
        (ours ? ourNamespaces : theirNamespaces).add(name);
      }
      return !ours
          && !ourNamespaces.contains(namespace)
          && recorded.isMeant(key)
          && theirs.add(key);
    }
  }
}
