package dev.headgate.runtime.artifact;

import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.runtime.artifact.FetchResult.Fetched;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The trees fetched last, by artifact digest: live and candidate are read by every reconcile, and
 * their bytes never change. Bounded by bytes; the two used last are always kept.
 */
public final class Trees {

  private static final int LIVE_AND_CANDIDATE = 2;

  private final Function<Artifact, FetchResult> fetcher;
  private final long mostBytes;
  private final Map<String, Tree> byDigest = new LinkedHashMap<>(16, 0.75f, true);

  public Trees(Function<Artifact, FetchResult> fetcher, long mostBytes) {
    this.fetcher = fetcher;
    this.mostBytes = mostBytes;
  }

  /** The artifact's tree, from memory when it is there; fetches without holding a lock. */
  public FetchResult fetch(Artifact artifact) {
    synchronized (byDigest) {
      var known = byDigest.get(artifact.digest());
      if (known != null) {
        return new Fetched(known);
      }
    }
    var result = fetcher.apply(artifact);
    if (result instanceof Fetched(Tree tree)) {
      keep(artifact.digest(), tree);
    }
    return result;
  }

  private void keep(String digest, Tree tree) {
    synchronized (byDigest) {
      byDigest.put(digest, tree);
      long bytes = byDigest.values().stream().mapToLong(Trees::size).sum();
      var oldest = byDigest.entrySet().iterator();
      while (bytes > mostBytes && byDigest.size() > LIVE_AND_CANDIDATE) {
        bytes -= size(oldest.next().getValue());
        oldest.remove();
      }
    }
  }

  private static long size(Tree tree) {
    return tree.files().values().stream().mapToLong(TreeFile::size).sum();
  }
}
