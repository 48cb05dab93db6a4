package dev.headgate.runtime.assess;

import dev.headgate.core.Limits;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.TreeCoverage;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.rendered.Evened;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.assess.TreeRenderer.Outcome;
import dev.headgate.runtime.host.GateContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Fetches live and candidate, renders both and tells what differs. What was rendered before is not
 * rendered again, so asking twice costs little.
 */
public final class Comparer {

  private static final Documents DOCUMENTS = new Documents(Limits.STANDARD.yaml());

  private final Revisions revisions;
  private final TreeRenderer renderer;
  private final Supplements supplements;

  public Comparer(Revisions revisions, TreeRenderer renderer, Supplements supplements) {
    this.revisions = revisions;
    this.renderer = renderer;
    this.supplements = supplements;
  }

  /** Never throws for what a tree holds: everything that is wrong with it is an answer. */
  public Comparison compare(GateContext context, Revision live, Revision candidate) {
    return switch (revisions.fetch(context, candidate)) {
      case FetchResult.Gone() ->
          new Comparison.Gone("no source shows " + candidate + " any more, and it is not cached");
      case FetchResult.Refused(var reason) -> refused("artifact", candidate, reason);
      case FetchResult.Unavailable(var reason) -> new Comparison.Pending(reason);
      case FetchResult.Fetched(var tree) ->
          withLive(context, live, candidate, tree, revision -> supplements.of(context, revision));
    };
  }

  /** The same for a tree that somebody says is that revision's; CI is not asked about it. */
  public Comparison compare(
      GateContext context, Revision live, Revision candidate, Tree candidateTree) {
    return withLive(context, live, candidate, candidateTree, revision -> new Supplied.NotAsked());
  }

  private Comparison withLive(
      GateContext context,
      Revision live,
      Revision candidate,
      Tree candidateTree,
      Function<Revision, Supplied> ci) {
    return switch (revisions.fetch(context, live)) {
      case FetchResult.Gone() -> new Comparison.Pending("live " + live + " is not served yet");
      case FetchResult.Unavailable(var reason) -> new Comparison.Pending(reason);
      case FetchResult.Refused(var reason) -> {
        var none = new Supplied.NotAsked();
        var sides = new Sides(context, candidate, Tree.of(Map.of()), candidateTree, none, none);
        yield render(sides, new Outcome.Refused(List.of(finding("artifact", live, reason))));
      }
      case FetchResult.Fetched(var tree) ->
          render(
              new Sides(
                  context, candidate, tree, candidateTree, ci.apply(live), ci.apply(candidate)));
    };
  }

  /** The same for two trees that somebody brought. */
  public Comparison compare(
      GateContext context, Revision candidate, Tree liveTree, Tree candidateTree) {
    var none = new Supplied.NotAsked();
    return render(new Sides(context, candidate, liveTree, candidateTree, none, none));
  }

  /** What is put side by side. */
  private record Sides(
      GateContext context,
      Revision candidate,
      Tree live,
      Tree tree,
      Supplied ofLive,
      Supplied ofCandidate) {

    /** Without what CI rendered: it says nothing beside a live that is not known. */
    Sides alone() {
      var none = new Supplied.NotAsked();
      return new Sides(context, candidate, live, tree, none, none);
    }
  }

  private Comparison render(Sides sides) {
    return render(sides, renderer.render(sides.context(), sides.live()));
  }

  private Comparison render(Sides sides, Outcome before) {
    return switch (renderer.render(sides.context(), sides.tree())) {
      case Outcome.Refused(var findings) -> new Comparison.Refused(findings);
      case Outcome.Unavailable(var reason) -> new Comparison.Pending(reason);
      case Outcome.Rendered(var after) ->
          switch (before) {
            case Outcome.Unavailable(var reason) -> new Comparison.Pending(reason);
            case Outcome.Rendered(var shown) -> ready(sides, shown, after);
            case Outcome.Refused(var findings) -> ready(sides.alone(), unknown(findings), after);
          };
    };
  }

  /** A live that cannot be rendered holds nobody up for ever: everything counts as new then. */
  private static Rendering unknown(List<Finding> findings) {
    var first = findings.getFirst();
    return Rendering.unknown("%s: %s".formatted(first.object(), first.message()));
  }

  private static Comparison ready(Sides sides, Rendering liveAlone, Rendering candidateAlone) {
    var evened = Evened.of(liveAlone, candidateAlone);
    var before = evened.live();
    var after = evened.candidate();
    var both =
        SideBySide.of(
            before,
            after,
            sides.ofLive(),
            sides.ofCandidate(),
            changes ->
                TreeCoverage.of(
                    sides.live(),
                    sides.tree(),
                    before,
                    after,
                    changes,
                    sides.context().gate().getSpec().intentPath(),
                    DOCUMENTS));
    return new Comparison.Ready(
        new Subject(sides.candidate(), sides.tree().digest(), both.changes().digest()),
        sides.live(),
        sides.tree(),
        both.live(),
        both.candidate(),
        both.changes(),
        both.coverage(),
        both.awaited());
  }

  private static Comparison refused(String check, Revision candidate, String reason) {
    return new Comparison.Refused(List.of(finding(check, candidate, reason)));
  }

  private static Finding finding(String check, Revision revision, String reason) {
    return new Finding(check, revision.text(), "", reason);
  }
}
