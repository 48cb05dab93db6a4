package dev.headgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a routine change asks of the API server, to the last request. */
class LifecycleRequestsIT {

  /** One proof that is written once, one dry run of the one object that changes, one pin. */
  private static final Map<String, Long> WRITES =
      Map.of(
          "create changerequests", 1L,
          "patch changerequests/status", 1L,
          "patch configmaps", 1L,
          "patch gitrepositories", 1L,
          "patch events", 3L);

  /** What must not come from a cache: the pin and what it follows from. */
  private static final Map<String, Long> READS =
      Map.of(
          "get gitrepositories", 4L,
          "get kustomizations", 1L,
          "get ocirepositories", 2L,
          "get promotiongates", 1L,
          "list changeapprovals", 1L,
          "list changerequests", 4L);

  /**
   * What the gate says on the way: asked for a proof, has it, moves, has landed. A verdict that is
   * there before the gate has said that it asked for it saves one.
   */
  private static final Set<Long> SAID = Set.of(3L, 4L);

  @Test
  void shouldNeedTheseRequestsAndNoOthersFromTheCommitUntilItIsLive() throws Exception {
    try (var stage = Stage.open()) {
      var requests = new TreeMap<>(LifecycleRequests.ofOneRoutineChange(stage));
      assertThat(requests.remove("patch promotiongates/status")).isIn(SAID);
      assertThat(requests)
          .containsAllEntriesOf(WRITES)
          .containsAllEntriesOf(READS)
          .hasSize(WRITES.size() + READS.size());
    }
  }
}
