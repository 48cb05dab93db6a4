package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code spec.ref} of a GitRepository: which commit it stands for, and how Flux writes that down. A
 * commit beats a name, a name beats a branch.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/gitrepositories/#reference">Flux:
 *     reference</a>
 */
record GitReference(String branch, String name, String commit) {
  static GitReference of(JsonNode spec) {
    var ref = spec.path("ref");
    return new GitReference(
        ref.path("branch").asText(""), ref.path("name").asText(""), ref.path("commit").asText(""));
  }

  /**
   * The SHA of the commit.
   *
   * @throws GitFailedException if there is none; with a branch, the commit must be on it, as Flux
   *     clones only that
   */
  String resolve(Git git) {
    if (commit.isEmpty()) {
      return git.run("rev-parse", "--verify", "--quiet", tip() + "^{commit}");
    }
    var sha = git.run("rev-parse", "--verify", "--quiet", commit + "^{commit}");
    if (!branch.isEmpty() || !name.isEmpty()) {
      git.run("merge-base", "--is-ancestor", sha, tip());
    }
    return sha;
  }

  /**
   * E.g. {@code main@sha1:…}, {@code refs/heads/main@sha1:…} or, of a commit alone, {@code sha1:…}.
   */
  String revision(String sha) {
    var hash = "sha1:" + sha;
    if (!name.isEmpty()) {
      return name + "@" + hash;
    }
    if (!branch.isEmpty()) {
      return branch + "@" + hash;
    }
    return commit.isEmpty() ? "master@" + hash : hash;
  }

  private String tip() {
    if (!name.isEmpty()) {
      return name;
    }
    return "refs/heads/" + (branch.isEmpty() ? "master" : branch);
  }
}
