package dev.headgate.core.rendered;

import dev.headgate.core.change.Manifest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object that Helm makes around an install or upgrade, not as part of it.
 *
 * @param weight the smaller, the sooner
 * @see <a href="https://helm.sh/docs/topics/charts_hooks/">Chart hooks</a>
 */
public record HelmHook(Set<Event> events, int weight, Set<DeletePolicy> deletePolicies) {

  private static final String HOOK = "helm.sh/hook";

  /** When Helm makes it. Only what leads to a running release is run in a sandbox. */
  public enum Event {
    PRE_INSTALL("pre-install"),
    POST_INSTALL("post-install"),
    PRE_UPGRADE("pre-upgrade"),
    POST_UPGRADE("post-upgrade");

    private final String word;

    Event(String word) {
      this.word = word;
    }
  }

  /** When Helm removes it. */
  public enum DeletePolicy {
    BEFORE_HOOK_CREATION("before-hook-creation"),
    HOOK_SUCCEEDED("hook-succeeded"),
    HOOK_FAILED("hook-failed");

    private final String word;

    DeletePolicy(String word) {
      this.word = word;
    }
  }

  /** Empty when the object is no hook. */
  public static Optional<HelmHook> of(Manifest manifest) {
    var annotations = manifest.content().path("metadata").path("annotations");
    if (!annotations.has(HOOK)) {
      return Optional.empty();
    }
    var events = EnumSet.noneOf(Event.class);
    for (var word : words(annotations.path(HOOK).asText())) {
      Arrays.stream(Event.values()).filter(e -> e.word.equals(word)).forEach(events::add);
    }
    var policies = EnumSet.noneOf(DeletePolicy.class);
    for (var word : words(annotations.path("helm.sh/hook-delete-policy").asText())) {
      Arrays.stream(DeletePolicy.values()).filter(p -> p.word.equals(word)).forEach(policies::add);
    }
    if (policies.isEmpty()) {
      policies.add(DeletePolicy.BEFORE_HOOK_CREATION);
    }
    return Optional.of(
        new HelmHook(events, weight(annotations.path("helm.sh/hook-weight").asText()), policies));
  }

  /** Tests, and what Helm makes only when a release goes or is rolled back. */
  public boolean isLeftOut() {
    return events.isEmpty();
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).toList();
  }

  /** Helm reads what is no number as 0. */
  private static int weight(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
