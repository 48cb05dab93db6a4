package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the janitor leaves alone. */
class OrphansTest {

  @Test
  void shouldLeaveAloneWhatIsThereAndWhatWasHandedOverByWhoeverWroteItDownFirst() {
    // given: one of its own site, one that took over another's, and one that has not noted it yet
    var own = sandbox("metadata: {uid: own}");
    var heir = sandbox("metadata: {uid: heir}\nstatus: {phase: Leased, site: warm-1}");
    var next = sandbox("metadata: {uid: next}");
    var pool =
        Serialization.unmarshal(
            """
            status:
              slots:
                - {namespace: a, name: next, uid: next, since: "2026-01-02T03:04:05Z", site: warm-2}
            """,
            SandboxPool.class);

    // then
    assertThat(Orphans.claimed(List.of(own, heir, next), List.of(pool, new SandboxPool())))
        .containsExactlyInAnyOrder("own", "heir", "next", "warm-1", "warm-2");
  }

  private static ChangeSandbox sandbox(String yaml) {
    return Serialization.unmarshal(yaml, ChangeSandbox.class);
  }
}
