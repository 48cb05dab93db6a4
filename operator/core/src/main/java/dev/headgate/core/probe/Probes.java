package dev.headgate.core.probe;

import dev.headgate.core.Limits;
import java.util.LinkedHashMap;
import java.util.List;

/** Probes of all who ask for some: the ChangeRequest, and the documents of the tree. */
public final class Probes {

  private Probes() {}

  /** All of them, or why they do not go together. */
  public sealed interface Merged {
    record All(List<Probe> probes) implements Merged {
      public All {
        probes = List.copyOf(probes);
      }
    }

    record Refused(String reason) implements Merged {}
  }

  /** Two may ask for the very same probe; two probes of one name are somebody's mistake. */
  public static Merged together(List<List<Probe>> asked) {
    var byName = new LinkedHashMap<String, Probe>();
    for (Probe probe : asked.stream().flatMap(List::stream).toList()) {
      var other = byName.putIfAbsent(probe.name(), probe);
      if (other != null && !other.equals(probe)) {
        return new Merged.Refused(
            "two different probes are named %s: give one another name".formatted(probe.name()));
      }
    }
    var most = Limits.Probes.STANDARD.probes();
    return byName.size() > most
        ? new Merged.Refused("%d probes in all; allowed: %d".formatted(byName.size(), most))
        : new Merged.All(List.copyOf(byName.values()));
  }
}
