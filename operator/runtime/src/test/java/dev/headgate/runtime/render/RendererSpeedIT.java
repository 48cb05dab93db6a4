package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.CLUSTER;
import static dev.headgate.runtime.render.RenderScenario.request;
import static dev.headgate.runtime.render.TreeFixtures.appFolder;
import static dev.headgate.runtime.render.TreeFixtures.homeLab;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long it takes. */
class RendererSpeedIT {

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldRenderABumpInEightyKustomizationsQuickly() {
    // given
    var live = request(homeLab(80), CLUSTER);
    long start = System.nanoTime();
    scenario.rendered(live);
    long cold = System.nanoTime() - start;
    var times = new long[5];

    // when
    for (int i = 0; i < times.length; i++) {
      var version = "4.3." + i;
      var candidate =
          homeLab(80).replace(appFolder(42 + i) + "/app/ocirepository.yaml", "4.2.0", version);
      start = System.nanoTime();
      var difference = scenario.compare(live, request(candidate, CLUSTER));
      times[i] = System.nanoTime() - start;
      assertThat(difference.changes()).hasSize(1);
    }

    // then for people; nothing is asserted about a machine that may be busy
    System.out.printf(
        "80 Kustomizations: cold %d ms; live again, one bump, diff and coverage %s ms%n",
        cold / 1_000_000, Arrays.stream(times).map(t -> t / 1_000_000).boxed().toList());
  }
}
