package dev.headgate.runtime.assess;

import dev.headgate.core.Limits;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.flux.TreeCoverage;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.assess.TreeRenderer.Outcome;
import dev.headgate.runtime.host.GateContext;
import java.util.List;

/**
 * Fetches live and candidate, renders both and tells what differs. What was rendered before is not
 * rendered again, so asking twice costs little.
 */
public final class Comparer {

  private static final Documents DOCUMENTS = new Documents(Limits.STANDARD.yaml());

  private final Revisions revisions;
  private final TreeRenderer renderer;

  public Comparer(Revisions revisions, TreeRenderer renderer) {
    this.revisions = revisions;
    this.renderer = renderer;
  }

  /** Never throws for what a tree holds: everything that is wrong with it is an answer. */
  public Comparison compare(GateContext context, Revision live, Revision candidate) {
    return switch (revisions.fetch(context, candidate)) {
      case FetchResult.Gone() ->
          new Comparison.Gone("no source shows " + candidate + " any more, and it is not cached");
      case FetchResult.Refused(var reason) -> refused("artifact", candidate, reason);
      case FetchResult.Unavailable(var reason) -> new Comparison.Pending(reason);
      case FetchResult.Fetched(var tree) -> withLive(context, live, candidate, tree);
    };
  }

  private Comparison withLive(
      GateContext context, Revision live, Revision candidate, Tree candidateTree) {
    return switch (revisions.fetch(context, live)) {
      case FetchResult.Gone() -> new Comparison.Pending("live " + live + " is not served yet");
      case FetchResult.Refused(var reason) ->
          new Comparison.Pending("live %s cannot be read: %s".formatted(live, reason));
      case FetchResult.Unavailable(var reason) -> new Comparison.Pending(reason);
      case FetchResult.Fetched(var tree) -> render(context, candidate, tree, candidateTree);
    };
  }

  private Comparison render(GateContext context, Revision candidate, Tree live, Tree tree) {
    try {
      return switch (renderer.render(context, tree)) {
        case Outcome.Refused(var findings) -> new Comparison.Refused(findings);
        case Outcome.Unavailable(var reason) -> new Comparison.Pending(reason);
        case Outcome.Rendered(var after) ->
            switch (renderer.render(context, live)) {
              case Outcome.Refused(var findings) ->
                  new Comparison.Pending("live cannot be rendered: " + findings.getFirst());
              case Outcome.Unavailable(var reason) -> new Comparison.Pending(reason);
              case Outcome.Rendered(var before) -> {
                var changes = ChangeSet.between(before.manifests(), after.manifests());
                yield new Comparison.Ready(
                    new Subject(candidate, tree.digest(), changes.digest()),
                    live,
                    tree,
                    before,
                    after,
                    changes,
                    TreeCoverage.of(
                        live,
                        tree,
                        before,
                        after,
                        changes,
                        context.gate().getSpec().intentPath(),
                        DOCUMENTS));
              }
            };
      };
    } catch (DuplicateObjectException e) {
      return refused("rendering", candidate, String.valueOf(e.getMessage()));
    }
  }

  private static Comparison refused(String check, Revision candidate, String reason) {
    return new Comparison.Refused(List.of(new Finding(check, candidate.text(), "", reason)));
  }
}
