package dev.headgate.cli.prove;

import dev.headgate.core.Limits;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.local.Folders;
import dev.headgate.local.source.Git;
import dev.headgate.local.source.GitArchive;
import dev.headgate.local.source.GitFailedException;
import dev.headgate.runtime.artifact.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Git checkout, as trees like those that source-controller would publish of it. */
record Checkout(Git git, Path top) {

  /**
   * The repository around a folder.
   *
   * @throws GitFailedException when there is none
   */
  static Checkout around(Path folder) {
    var top = Path.of(new Git(folder.toAbsolutePath()).run("rev-parse", "--show-toplevel"));
    return new Checkout(new Git(top), top);
  }

  /**
   * What is committed.
   *
   * @param reference a branch, tag or commit
   * @throws GitFailedException when there is no such
   */
  Tree committed(String reference) {
    return tree(git.run("rev-parse", "--verify", "--quiet", reference + "^{commit}"));
  }

  /** What lies in the folder now, committed or not; ignored files are not part of it. */
  Tree asItLies() {
    try {
      var folder = Files.createTempDirectory("headgate-prove-index-");
      try {
        // An index of our own: the user's is not touched.
        var own = Map.of("GIT_INDEX_FILE", folder.resolve("index").toString());
        git.run(own, "add", "--all");
        return tree(git.run(own, "write-tree"));
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for the index", e);
    }
  }

  Revision head() {
    return new Revision("HEAD@sha1:" + git.run("rev-parse", "HEAD"));
  }

  private Tree tree(String object) {
    return Archive.unpack(GitArchive.of(git, object), Limits.STANDARD.archive());
  }
}
