package dev.headgate.runtime.apply;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be done so that a sandbox holds a set after it has held another.
 *
 * @param kept what would be sent in the very same bytes, and so is not sent
 * @param toSend what is new or different, and the namespaces that it needs
 * @param needed those of {@code toSend} that the set itself does not hold: namespaces
 * @param redefined kinds that are there already and whose definition is sent anew
 * @param superfluous what the earlier set had and this one lacks, in the order of deletion
 * @param gaps what no sandbox is given
 */
record ApplyPlan(
    Map<ObjectKey, Applied> kept,
    List<Manifest> toSend,
    Set<ObjectKey> needed,
    DefinedKinds redefined,
    List<Applied> superfluous,
    List<Gap> gaps) {

  private static final Comparator<Applied> LAST_FIRST =
      Comparator.comparing(Applied::key, Stages.APPLY_ORDER).reversed();

  static ApplyPlan of(Manifests wanted, ApplyReport before, String changeUid) {
    var gaps = new ArrayList<Gap>();
    var suitable = new ArrayList<Manifest>();
    for (Manifest manifest : wanted.all()) {
      Unsuitable.why(manifest.key())
          .ifPresentOrElse(why -> gaps.add(gap(manifest, why)), () -> suitable.add(manifest));
    }
    var kept = new TreeMap<ObjectKey, Applied>();
    var different = new ArrayList<Manifest>();
    for (Manifest manifest : suitable) {
      var earlier = before.applied().get(manifest.key());
      if (earlier != null && isTheSame(manifest, earlier, changeUid)) {
        kept.put(manifest.key(), earlier);
      } else {
        different.add(manifest);
      }
    }
    // An object that does not change may no longer fit when its definition does.
    var redefined =
        DefinedKinds.by(
            different.stream().filter(m -> before.applied().containsKey(m.key())).toList());
    kept.keySet().removeIf(redefined::define);
    var toSend =
        new ArrayList<>(suitable.stream().filter(m -> !kept.containsKey(m.key())).toList());
    var needed = neededNamespaces(toSend, wanted, before, kept);
    needed.forEach(key -> toSend.add(NeededNamespace.manifest(key.name())));
    return new ApplyPlan(kept, toSend, needed, redefined, superfluous(wanted, before), gaps);
  }

  private static boolean isTheSame(Manifest manifest, Applied earlier, String changeUid) {
    return manifest.apiVersion().equals(earlier.kind().apiVersion())
        && manifest.prune() == earlier.prune()
        && Body.of(manifest, earlier.kind(), earlier.namespace(), changeUid)
            .digest()
            .equals(earlier.digest());
  }

  /** Those that were made for the earlier set are kept; whether others are there shows later. */
  private static Set<ObjectKey> neededNamespaces(
      List<Manifest> toSend, Manifests wanted, ApplyReport before, Map<ObjectKey, Applied> kept) {
    var needed = new TreeSet<ObjectKey>();
    for (Manifest manifest : toSend) {
      if (!manifest.key().namespace().isEmpty()) {
        needed.add(Inventory.namespaceKey(manifest.key().namespace()));
      }
    }
    needed.removeIf(key -> wanted.get(key).isPresent());
    needed.removeIf(
        key -> {
          var made = before.applied().get(key);
          if (made != null) {
            kept.put(key, made);
          }
          return made != null;
        });
    return needed;
  }

  private static List<Applied> superfluous(Manifests wanted, ApplyReport before) {
    return before.applied().values().stream()
        .filter(old -> old.prune() && wanted.get(old.key()).isEmpty())
        .sorted(LAST_FIRST)
        .toList();
  }

  private static Gap gap(Manifest manifest, String why) {
    return new Gap(Gap.Kind.NOT_APPLIED, manifest.key().toString(), why);
  }
}
