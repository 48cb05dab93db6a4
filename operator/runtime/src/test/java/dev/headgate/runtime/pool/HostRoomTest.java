package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.api.v1alpha1.SandboxPoolSpec.Headroom;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.runtime.rest.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostRoomTest {

  private static final JsonNode NODE =
      Json.parse(
          """
          {"metadata": {"name": "one"}, "status": {"allocatable": {"cpu": "2", "memory": "4Gi"},
           "conditions": [{"type": "Ready", "status": "True"}]}}
          """);
  private static final JsonNode CORDONED =
      Json.parse(
          """
          {"metadata": {"name": "two"}, "spec": {"unschedulable": true},
           "status": {"allocatable": {"cpu": "64", "memory": "64Gi"},
           "conditions": [{"type": "Ready", "status": "True"}]}}
          """);

  @Test
  void shouldCountWhatPodsAskForAndNotThoseThatHaveEnded() {
    // given
    var pods = List.of(pod("one", "Running", "1500m"), pod("one", "Succeeded", "2"));

    // then
    assertThat(HostRoom.read(new Headroom("500m", "1Gi"), List.of(NODE), pods))
        .isEqualTo(new Room.Enough());
    assertThat(HostRoom.read(new Headroom("501m", "1Gi"), List.of(NODE), pods))
        .isEqualTo(
            new Room.TooLittle("the host has 500m of cpu free, and spec.headroom wants 501m"));
  }

  @Test
  void shouldCountPodsThatWaitForANode() {
    assertThat(
            HostRoom.read(
                new Headroom("1", "0"), List.of(NODE), List.of(pod("", "Pending", "1500m"))))
        .isInstanceOf(Room.TooLittle.class);
  }

  @Test
  void shouldNotCountNodesThatTakeNoPods() {
    assertThat(HostRoom.read(new Headroom("3", "0"), List.of(NODE, CORDONED), List.of()))
        .isInstanceOf(Room.TooLittle.class);
  }

  private static JsonNode pod(String node, String phase, String cpu) {
    return Json.parse(
        """
        {"spec": {"nodeName": "%s", "containers": [{"resources": {"requests": {"cpu": "%s"}}}]},
         "status": {"phase": "%s"}}
        """
            .formatted(node, cpu, phase));
  }
}
