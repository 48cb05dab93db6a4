package dev.headgate.local.source;

import dev.headgate.local.source.SourceStatus.Failed;
import dev.headgate.local.source.SourceStatus.Outcome;
import dev.headgate.local.source.SourceStatus.Published;
import java.util.Map;
import java.util.Optional;

/** Publishes the commit that a GitRepository refers to. */
record GitSource(Storage storage) {

  Outcome publish(Source source) {
    try {
      var git = new Git(source.folder("ssh"));
      var reference = GitReference.of(source.spec());
      var sha = reference.resolve(git);
      var stored = storage.put(source.path(sha), GitArchive.of(git, sha));
      return new Published(reference.revision(sha), stored, Map.of(), Optional.empty());
    } catch (GitFailedException | IllegalArgumentException e) {
      return new Failed(
          "GitOperationFailed",
          "failed to checkout and determine revision: " + e.getMessage(),
          Optional.empty());
    }
  }
}
