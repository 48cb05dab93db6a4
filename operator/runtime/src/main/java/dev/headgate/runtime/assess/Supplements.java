package dev.headgate.runtime.assess;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec.Rendered;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.rendered.Supplement;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.artifact.Trees;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.RenderedCopy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What CI rendered of the revisions of gates, from the copies that show it, or from memory when
 * they have moved on.
 */
public final class Supplements {

  private static final int REMEMBERED = 64;

  /** Live's and candidate's, of two gates. */
  private static final int PARSED = 4;

  private final Trees trees;
  private final Limits limits;
  private final Map<String, Seen> seen = lastOf(REMEMBERED);
  private final Map<String, Supplement> parsed = lastOf(PARSED);

  public Supplements(Trees trees, Limits limits) {
    this.trees = trees;
    this.limits = limits;
  }

  /** An artifact, and whether its signature was verified when it was shown. */
  private record Seen(Artifact artifact, boolean vouched) {}

  Supplied of(GateContext context, Revision revision) {
    var rendered = context.gate().getSpec().rendered();
    if (rendered == null) {
      return new Supplied.NotAsked();
    }
    var name = "%s %s".formatted(rendered.kind(), rendered.name());
    if (context.rendered().template().isEmpty()) {
      return new Supplied.Awaited(name + " (spec.rendered) is not there");
    }
    return seen(context, rendered, context.rendered().template().get(), revision)
        .map(found -> read(name, rendered, found))
        .orElseGet(
            () ->
                new Supplied.Awaited(
                    "%s shows no rendering of %s (tag %s)"
                        .formatted(name, revision, rendered.tagOf(revision.commit()))));
  }

  private Optional<Seen> seen(
      GateContext context, Rendered rendered, FluxObject template, Revision revision) {
    PromotionGate gate = context.gate();
    var key = "%s %s %s".formatted(gate.getMetadata().getUid(), template.spec(), revision.commit());
    for (FluxObject copy : context.rendered().copies()) {
      RenderedCopy.shown(gate, rendered, template, copy, revision)
          .ifPresent(shown -> seen.put(key, new Seen(shown, RenderedCopy.isVerified(copy))));
    }
    return Optional.ofNullable(seen.get(key));
  }

  private Supplied read(String name, Rendered rendered, Seen found) {
    return switch (trees.fetch(found.artifact())) {
      case FetchResult.Gone() -> new Supplied.Awaited(name + " does not serve what it shows (404)");
      case FetchResult.Unavailable(var reason) -> new Supplied.Awaited(reason);
      case FetchResult.Refused(var reason) -> new Supplied.Refused(name + ": " + reason);
      case FetchResult.Fetched(var tree) -> parse(name, rendered, found, tree);
    };
  }

  private Supplied parse(String name, Rendered rendered, Seen found, Tree tree) {
    var path = Optional.ofNullable(rendered.path()).orElse("");
    var key = "%s %s %s %s".formatted(found.artifact().digest(), found.vouched(), path, name);
    try {
      var known = parsed.get(key);
      var supplement =
          known == null ? Supplement.read(name, found.vouched(), tree, path, limits) : known;
      parsed.put(key, supplement);
      return supplement.objects().isEmpty()
          ? new Supplied.Refused(
              "%s holds no objects in %s".formatted(name, path.isEmpty() ? "./" : path))
          : new Supplied.Found(supplement);
    } catch (RefusedInputException e) {
      return new Supplied.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static <T> Map<String, T> lastOf(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
          }
        });
  }
}
