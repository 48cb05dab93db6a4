package dev.headgate.local.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A Git repository in a folder of this machine, for the demo and for tests. Author and times are
 * fixed, so that the same commits have the same names on every machine.
 */
public final class LocalGit {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final Path folder;
  private final Git git;

  private LocalGit(Path folder) {
    this.folder = folder;
    this.git = new Git(folder);
  }

  /**
   * Makes a repository with the empty branch {@code main} in that folder, which is made if it is
   * not there.
   */
  public static LocalGit init(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
    var repository = new LocalGit(folder.toAbsolutePath());
    repository.git.run("init", "--quiet", "--initial-branch=main");
    return repository;
  }

  public Path folder() {
    return folder;
  }

  /** For {@code spec.url} of a GitRepository, whose schema wants http, https or ssh. */
  public String url() {
    return "ssh://localhost" + folder;
  }

  /** Writes files (path to content) and commits everything; returns the new commit's SHA. */
  public String commit(String message, Map<String, String> files) {
    files.forEach(this::write);
    return commit(message);
  }

  /**
   * Commits everything as it is in the folder, even if nothing changed; returns the new commit's
   * SHA.
   */
  public String commit(String message) {
    git.run("add", "--all");
    git.run(identity(), "commit", "--quiet", "--allow-empty", "--message", message);
    return head();
  }

  /** Writes a file without committing it. */
  public void write(String path, String content) {
    try {
      var file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path + " in " + folder, e);
    }
  }

  /** Removes files or folders and commits; returns the new commit's SHA. */
  public String delete(String message, String... paths) {
    for (var path : paths) {
      git.run("rm", "-r", "--quiet", "--", path);
    }
    return commit(message);
  }

  /** Commits the opposite of a commit; returns the new commit's SHA. */
  public String revert(String sha) {
    git.run(identity(), "revert", "--no-edit", sha);
    return head();
  }

  /** Moves the current branch, as a force-push does; commits after that one are no longer on it. */
  public void reset(String sha) {
    git.run("reset", "--quiet", "--hard", sha);
  }

  /** Switches to a branch, which is made from the current one if it is not there. */
  public void switchTo(String branch) {
    var exists = !git.run("branch", "--list", branch).isEmpty();
    if (exists) {
      git.run("switch", "--quiet", branch);
    } else {
      git.run("switch", "--quiet", "--create", branch);
    }
  }

  /** The SHA of the newest commit of the current branch. */
  public String head() {
    return git.run("rev-parse", "HEAD");
  }

  /** Each commit is one minute younger than the one before. */
  private Map<String, String> identity() {
    var number = git.run("rev-list", "--all", "--count");
    var date = FIRST.plusSeconds(60 * Long.parseLong(number)).toString();
    return Map.of(
        "GIT_AUTHOR_NAME", "Renovate",
        "GIT_AUTHOR_EMAIL", "renovate@example.org",
        "GIT_AUTHOR_DATE", date,
        "GIT_COMMITTER_NAME", "Renovate",
        "GIT_COMMITTER_EMAIL", "renovate@example.org",
        "GIT_COMMITTER_DATE", date);
  }
}
