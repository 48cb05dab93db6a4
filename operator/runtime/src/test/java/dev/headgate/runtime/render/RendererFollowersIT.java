package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.names;
import static dev.headgate.runtime.render.TreeFixtures.SOURCE;
import static dev.headgate.runtime.render.TreeFixtures.configMap;
import static dev.headgate.runtime.render.TreeFixtures.ks;
import static dev.headgate.runtime.render.TreeFixtures.root;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static dev.headgate.runtime.render.TreeFixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which Kustomizations follow the source. */
class RendererFollowersIT {

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldKeepAChildThatItsParentDoesNotPrune() {
    // given the candidate no longer defines the child, which the cluster still has
    var files = tree().file("a/cm.yaml", configMap("{name: a}", "{}"));
    files.file("app/cm.yaml", configMap("{name: of-child}", "{}"));
    var child = yaml(ks("app", "./app", ""));
    child
        .withObject("/metadata/labels")
        .put("kustomize.toolkit.fluxcd.io/name", "cluster")
        .put("kustomize.toolkit.fluxcd.io/namespace", "flux-system");
    var keeping = root("./a");
    keeping.withObject("/spec").put("prune", false);

    // when
    var pruned =
        scenario.rendered(RenderRequest.of(files.build(), SOURCE, List.of(root("./a"), child)));
    var kept = scenario.rendered(RenderRequest.of(files.build(), SOURCE, List.of(keeping, child)));

    // then
    assertThat(names(pruned)).containsExactly("ConfigMap/a");
    assertThat(names(kept)).containsExactly("ConfigMap/a", "ConfigMap/of-child");
  }

  @Test
  void shouldRenderARootThatManagesItself() {
    // given flux bootstrap's layout, whose candidate moves the path of the root itself
    var self = yaml(ks("cluster", "./new", ""));
    var files =
        tree()
            .file("old/self.yaml", self.toString())
            .file("new/self.yaml", self.toString())
            .file("new/cm.yaml", configMap("{name: moved}", "{}"));

    // when, then
    assertThat(names(scenario.render(files, "./old")))
        .containsExactly(
            "ConfigMap/moved", "Kustomization.kustomize.toolkit.fluxcd.io/flux-system/cluster");
  }
}
