package dev.headgate.runtime.assess;

import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.artifact.Trees;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bytes of a revision: from the source that shows it now, or from memory when none does any
 * more. source-controller keeps an artifact for about a minute after its successor.
 */
public final class Revisions {

  private static final int REMEMBERED = 64;

  private final Trees trees;

  /** Which artifact a commit had at a gate; the trees themselves are kept by {@link Trees}. */
  private final Map<String, Artifact> seen =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Artifact> eldest) {
              return size() > REMEMBERED;
            }
          });

  public Revisions(Trees trees) {
    this.trees = trees;
  }

  public FetchResult fetch(GateContext context, Revision revision) {
    var artifact = artifact(context, revision);
    if (artifact.isEmpty()) {
      return new FetchResult.Gone();
    }
    return switch (trees.fetch(artifact.get())) {
      case FetchResult.Gone() when isShown(context, revision) ->
          new FetchResult.Unavailable(
              "the source shows %s, but does not serve its artifact (404)".formatted(revision));
      case FetchResult other -> other;
    };
  }

  /** What a source still promises will come: source-controller loses its files when it restarts. */
  private static boolean isShown(GateContext context, Revision revision) {
    return sources(context).anyMatch(artifact -> artifact.revision().sameCommit(revision));
  }

  private static Stream<Artifact> sources(GateContext context) {
    return Stream.concat(context.gated().stream(), context.bytes().stream())
        .flatMap(source -> source.artifact().stream());
  }

  /** The artifact that holds this revision, as far as anybody has shown it. */
  public Optional<Artifact> artifact(GateContext context, Revision revision) {
    var gate = context.gate().getMetadata().getUid();
    sources(context).forEach(artifact -> seen.put(key(gate, artifact.revision()), artifact));
    return Optional.ofNullable(seen.get(key(gate, revision)));
  }

  /** Fetches what a source shows now. */
  public FetchResult fetch(FluxObject source) {
    return source.artifact().map(trees::fetch).orElseGet(FetchResult.Gone::new);
  }

  private static String key(String gate, Revision revision) {
    return gate + " " + revision.commit();
  }
}
