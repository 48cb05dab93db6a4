package dev.headgate.core.rendered;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.rendered.HelmHook.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a revision is brought up as Helm would: hooks before and after the objects of their releases,
 * in the order of their weights. A release that was there before is upgraded, any other installed.
 *
 * @param before hooks that run before the objects of charts, in order
 * @param objects everything but hooks
 * @param after hooks that run when all is ready, in order
 * @param gaps hooks that are not run: tests, and those of other events
 */
public record HookPlan(
    List<Manifest> before, Manifests objects, List<Manifest> after, List<Gap> gaps) {

  /** By weight, then what others need first, then by name: Helm's order within one event. */
  private static final Comparator<Manifest> ORDER =
      Comparator.<Manifest>comparingInt(manifest -> hook(manifest).weight())
          .thenComparing(HookPlan::isWork)
          .thenComparing(Manifest::key);

  public HookPlan {
    before = List.copyOf(before);
    after = List.copyOf(after);
    gaps = List.copyOf(gaps);
  }

  /**
   * The plan for {@code wanted}.
   *
   * @param previous what ran before; {@link Manifests#NONE} when nothing did
   */
  public static HookPlan of(Manifests wanted, Manifests previous) {
    var releases =
        previous.all().stream().map(m -> m.origin().release()).collect(Collectors.toSet());
    var hooks = wanted.all().stream().filter(HookPlan::isHook).toList();
    var before = due(hooks, releases, Event.PRE_INSTALL, Event.PRE_UPGRADE);
    var after = due(hooks, releases, Event.POST_INSTALL, Event.POST_UPGRADE);
    var gaps = new ArrayList<Gap>();
    for (var hook : hooks) {
      if (!before.contains(hook) && !after.contains(hook)) {
        gaps.add(
            new Gap(
                Gap.Kind.NOT_APPLIED, hook.key().toString(), "a Helm hook that is not run here"));
      }
    }
    return new HookPlan(before, without(wanted, HookPlan::isHook), after, gaps);
  }

  /** A hook of a chart; what a Kustomization applies is none, whatever it is annotated with. */
  private static boolean isHook(Manifest manifest) {
    return manifest.origin().isFromChart() && HelmHook.of(manifest).isPresent();
  }

  /**
   * What has to be there when the first hook runs: all that charts do not make as it will be, and
   * all that they do make as it was.
   */
  public Manifests ground(Manifests previous) {
    var ground = new ArrayList<Manifest>();
    ground.addAll(without(objects, m -> m.origin().isFromChart()).all());
    for (Manifest old : previous.all()) {
      if (old.origin().isFromChart() && !isHook(old) && !isIn(objects, old)) {
        ground.add(old);
      }
    }
    return Manifests.of(ground);
  }

  /** It is in {@code objects} and no chart makes it there. */
  private static boolean isIn(Manifests objects, Manifest old) {
    return objects.get(old.key()).filter(m -> !m.origin().isFromChart()).isPresent();
  }

  /** Whether a hook is work that ends, rather than something that is just there. */
  public static boolean isWork(Manifest manifest) {
    return manifest.key().isA("batch", "Job") || manifest.key().isA("", "Pod");
  }

  private static List<Manifest> due(
      List<Manifest> hooks, Set<String> releases, Event install, Event upgrade) {
    return hooks.stream()
        .filter(
            m ->
                hook(m)
                    .events()
                    .contains(releases.contains(m.origin().release()) ? upgrade : install))
        .sorted(ORDER)
        .toList();
  }

  private static HelmHook hook(Manifest manifest) {
    return Optional.of(manifest).flatMap(HelmHook::of).orElseThrow();
  }

  private static Manifests without(Manifests all, Predicate<Manifest> superfluous) {
    return Manifests.of(all.all().stream().filter(superfluous.negate()).toList());
  }
}
