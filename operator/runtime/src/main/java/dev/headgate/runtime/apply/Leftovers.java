package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** What a change has in a sandbox. */
record Leftovers(ApiServer server, Inventory inventory, String changeUid) {

  private static final Comparator<Marked> LAST_FIRST =
      Comparator.comparing(Marked::key, Stages.APPLY_ORDER).reversed();

  /** What was found, in the order of deletion. */
  sealed interface Found {
    record Objects(List<Marked> objects) implements Found {}

    record Lost(String reason) implements Found {}
  }

  /** In all kinds that there are. */
  Found everywhere() throws InterruptedException {
    return switch (ServedKinds.discover(server)) {
      case Discovered.Failed(var reason) -> new Found.Lost(reason);
      case Discovered.Known(var kinds) -> {
        var listable =
            kinds.preferred().stream().filter(kind -> kind.can("list", "delete")).toList();
        var labelled = labelled(listable);
        yield isNothing(labelled) ? inventoried(listable) : labelled;
      }
    };
  }

  /** In the kinds of these, and, when nothing is left of them, in all. */
  Found among(Collection<Marked> seen) throws InterruptedException {
    var labelled = labelled(seen.stream().map(Marked::kind).distinct().toList());
    return isNothing(labelled) ? everywhere() : labelled;
  }

  private static boolean isNothing(Found found) {
    return found instanceof Found.Objects(var objects) && objects.isEmpty();
  }

  private Found labelled(List<ServedKind> kinds) throws InterruptedException {
    return in(kinds, Labels.selector(changeUid), (key, item) -> true);
  }

  /** What has no label: the inventory names it, and our manager or Flux has applied it. */
  private Found inventoried(List<ServedKind> listable) throws InterruptedException {
    return switch (inventory.recorded(changeUid)) {
      case Listed.Failed(var reason) -> new Found.Lost(reason);
      case Listed.NoSuchKind() -> new Found.Objects(List.of());
      case Listed.All(var chunks, var version) -> {
        var ours = new TreeSet<ObjectKey>();
        var byFlux = new TreeSet<ObjectKey>();
        chunks.forEach(chunk -> ours.addAll(chunk.objects()));
        chunks.forEach(chunk -> byFlux.addAll(chunk.byFlux()));
        var all = new TreeSet<>(ours);
        all.addAll(byFlux);
        var kinds =
            listable.stream()
                .filter(kind -> all.stream().anyMatch(k -> k.isA(kind.group(), kind.kind())))
                .toList();
        yield in(
            kinds,
            "",
            (key, item) ->
                (Inventory.names(ours, key) && Labels.isStrippedOfOurs(item))
                    || (Inventory.names(byFlux, key) && Labels.isOfFlux(item)));
      }
    };
  }

  private Found in(List<ServedKind> kinds, String selector, BiPredicate<ObjectKey, JsonNode> wanted)
      throws InterruptedException {
    var found = new ArrayList<Marked>();
    for (Listed<Optional<Marked>> some :
        Parallel.map(
            kinds,
            kind ->
                Objects.metadata(
                    server,
                    kind,
                    selector,
                    item ->
                        Optional.of(Marked.of(kind, item))
                            .filter(marked -> wanted.test(marked.key(), item))))) {
      switch (some) {
        case Listed.All(var items, var version) ->
            items.stream().flatMap(Optional::stream).forEach(found::add);
        case Listed.NoSuchKind() -> {
          // so it has no objects
        }
        case Listed.Failed(var reason) -> {
          return new Found.Lost(reason);
        }
      }
    }
    found.sort(LAST_FIRST);
    return new Found.Objects(found);
  }
}
