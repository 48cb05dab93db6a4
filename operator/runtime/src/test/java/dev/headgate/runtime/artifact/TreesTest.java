package dev.headgate.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.runtime.artifact.FetchResult.Fetched;
import dev.headgate.runtime.artifact.FetchResult.Gone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreesTest {

  private final List<String> asked = new ArrayList<>();

  @Test
  void shouldFetchADigestOnce() {
    // given
    var trees = new Trees(this::fetch, 1_000);

    // when
    trees.fetch(artifact("one"));
    trees.fetch(artifact("one"));

    // then
    assertThat(asked).containsExactly("one");
  }

  @Test
  void shouldForgetTheLeastUsedButKeepTwo() {
    // given trees of 100 bytes each, and room for one
    var trees = new Trees(this::fetch, 150);
    trees.fetch(artifact("live"));
    trees.fetch(artifact("old"));
    trees.fetch(artifact("live"));

    // when
    trees.fetch(artifact("candidate"));
    asked.clear();
    trees.fetch(artifact("live"));
    trees.fetch(artifact("candidate"));
    trees.fetch(artifact("old"));

    // then
    assertThat(asked).containsExactly("old");
  }

  @Test
  void shouldAskAgainForWhatWasNotFetched() {
    // given
    var trees =
        new Trees(
            artifact -> {
              asked.add(artifact.digest());
              return new Gone();
            },
            1_000);

    // when
    trees.fetch(artifact("gone"));
    trees.fetch(artifact("gone"));

    // then
    assertThat(asked).hasSize(2);
  }

  private FetchResult fetch(Artifact artifact) {
    asked.add(artifact.digest());
    return new Fetched(Tree.of(Map.of("f", TreeFile.text("x".repeat(100)))));
  }

  private static Artifact artifact(String digest) {
    return new Artifact("http://s/" + digest, digest, new Revision("main@sha1:" + digest));
  }
}
