package dev.headgate.runtime.artifact;

import dev.headgate.core.tree.Tree;

/** What became of fetching an artifact; all but {@link Fetched} leave the gate closed. */
public sealed interface FetchResult {

  record Fetched(Tree tree) implements FetchResult {}

  /** The source's storage no longer has these bytes; its status names newer ones, or will soon. */
  record Gone() implements FetchResult {}

  /** The bytes are not those that were promised, or break a limit; asking again does not help. */
  record Refused(String reason) implements FetchResult {}

  /** No answer, or none that says anything; ask again. */
  record Unavailable(String reason) implements FetchResult {}
}
