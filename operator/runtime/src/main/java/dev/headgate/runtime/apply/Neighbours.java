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
  private final String changeUid;
  private final Set<ObjectKey> theirs = new HashSet<>();
  private final Set<String> ourNamespaces = new HashSet<>();
  private final Set<String> theirNamespaces = new HashSet<>();
  private final Set<ServedKind> known = new HashSet<>();

  Neighbours(ApiServer server, String changeUid) {
    this.server = server;
    this.changeUid = changeUid;
  }

  /** Looks at all objects of the kinds, once each; returns why that failed, if it did. */
  Optional<String> meet(ServedKind namespaces, Collection<ServedKind> kinds)
      throws InterruptedException {
    var failure = look(namespaces);
    if (failure.isPresent()) {
      return failure;
    }
    var unknown = kinds.stream().filter(kind -> !known.contains(kind)).distinct().toList();
    return Parallel.map(unknown, this::look).stream().flatMap(Optional::stream).findFirst();
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
    return switch (Objects.metadata(server, kind, "")) {
      case Listed.All(var items, var version) -> {
        items.forEach(item -> remember(kind, item.path("metadata"), Labels.changeOf(item)));
        yield Optional.empty();
      }
      case Listed.NoSuchKind() -> Optional.empty();
      case Listed.Failed(var reason) -> Optional.of(reason);
    };
  }

  private void remember(ServedKind kind, JsonNode metadata, String change) {
    var name = metadata.path("name").asText();
    var namespace = metadata.path("namespace").asText("");
    var ours = change.equals(changeUid);
    synchronized (theirs) {
      known.add(kind);
      if (kind.group().isEmpty() && kind.kind().equals("Namespace")) {
        (ours ? ourNamespaces : theirNamespaces).add(name);
      }
      if (!ours && !ourNamespaces.contains(namespace)) {
        theirs.add(new ObjectKey(kind.group(), kind.kind(), namespace, name));
      }
    }
  }
}
