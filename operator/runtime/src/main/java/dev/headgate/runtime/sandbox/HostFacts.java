package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.ground.Copies;
import dev.headgate.core.ground.Fact;
import dev.headgate.core.ground.Ground;
import dev.headgate.core.ground.Wanted;
import dev.headgate.core.probe.Scope;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads of the host what a sandbox is to have, one GET for each object, with Headgate's own rights.
 * What may not be read is a gap; nothing that was read is ever said.
 */
public record HostFacts(ApiServer host) {

  /** What came of reading. */
  public sealed interface Laid {
    record Done(Ground ground) implements Laid {}

    /** A run without it could blame the change for what the host did not say. */
    record NotNow(String reason) implements Laid {}
  }

  public Laid ground(Scope scope, Copies copies) throws InterruptedException {
    if (copies.equals(Copies.NONE)) {
      return new Laid.Done(Ground.NONE);
    }
    return switch (ServedKinds.discover(host)) {
      case Discovered.Failed(var reason) -> new Laid.NotNow(reason);
      case Discovered.Known(var kinds) -> ground(scope, copies, kinds.preferred());
    };
  }

  private Laid ground(Scope scope, Copies copies, Collection<ServedKind> served)
      throws InterruptedException {
    var wanted =
        Wanted.of(
            scope,
            copies,
            groupKind -> find(served, groupKind).map(kind -> kind.plural() + "." + kind.group()));
    var facts = new TreeMap<ObjectKey, Fact>();
    for (var read : Parallel.map(wanted.keys(), key -> read(served, key))) {
      switch (read) {
        case Read.Trouble(var reason) -> {
          return new Laid.NotNow(reason);
        }
        case Read.Said(var key, var fact) -> facts.put(key, fact);
      }
    }
    return new Laid.Done(Ground.of(scope, copies, wanted, facts));
  }

  private sealed interface Read {
    record Said(ObjectKey key, Fact fact) implements Read {}

    record Trouble(String reason) implements Read {}
  }

  private Read read(Collection<ServedKind> served, ObjectKey key) throws InterruptedException {
    var kind = find(served, key.group() + "/" + key.kind());
    return kind.isPresent() ? read(kind.get(), key) : new Read.Said(key, new Fact.Absent());
  }

  private Read read(ServedKind kind, ObjectKey key) throws InterruptedException {
    return switch (host.send(ApiRequest.get(kind.path(key)))) {
      case Answer.Ok(var body) when body instanceof ObjectNode content ->
          new Read.Said(key, new Fact.Found(content));
      case Answer.Ok(var body) -> new Read.Trouble(key + ": the host's answer is no object");
      case Answer.Rejected(var code, var status) when code == 404 ->
          new Read.Said(key, new Fact.Absent());
      case Answer.Rejected(var code, var status) when code == 403 ->
          new Read.Said(key, new Fact.Unreadable("Headgate lacks the right to read it"));
      case Answer.Rejected(var code, var status) ->
          new Read.Trouble("%s: the host answered %d".formatted(key, code));
      case Answer.Unreachable(var reason) -> new Read.Trouble(key + ": the host does not answer");
    };
  }

  private static Optional<ServedKind> find(Collection<ServedKind> kinds, String groupKind) {
    return kinds.stream()
        .filter(kind -> (kind.group() + "/" + kind.kind()).equals(groupKind))
        .findFirst();
  }
}
