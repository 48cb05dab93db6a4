package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import java.util.Set;

/**
 * A version that a change moves.
 *
 * @param what chart, image, Git tag or release
 * @param component what is versioned: the chart's or the image's name
 * @param names every name by which that component may be known, its releases' included
 * @param releases the HelmReleases that will restart because of it, when it is not the object's own
 */
record VersionMove(
    Change change,
    String what,
    String component,
    String before,
    String after,
    Bump bump,
    Set<String> names,
    Set<String> releases) {

  private static final int NAMED_RELEASES = 5;
  private static final int SHOWN_VERSION = 40;

  /** {@code chart cert-manager 1.19.2 → 1.20.0 (minor), used by 2 HelmReleases: …}. */
  String inWords() {
    return "%s %s %s → %s (%s)%s"
        .formatted(what, component, shown(before), shown(after), bump.inWords(), usedBy());
  }

  private String usedBy() {
    if (releases.isEmpty()) {
      return "";
    }
    var some = String.join(", ", releases.stream().limit(NAMED_RELEASES).toList());
    return ", restarts %d: %s%s"
        .formatted(releases.size(), some, releases.size() > NAMED_RELEASES ? ", …" : "");
  }

  private static String shown(String version) {
    return version.length() <= SHOWN_VERSION ? version : version.substring(0, SHOWN_VERSION) + "…";
  }
}
