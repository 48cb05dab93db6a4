package dev.headgate.runtime.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.TreeCoverage;
import dev.headgate.core.rendered.Evened;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.yaml.Documents;
import dev.headgate.local.Binaries;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import dev.headgate.runtime.render.RenderResult.Refused;
import dev.headgate.runtime.render.RenderResult.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A renderer with the real kustomize, for one test; sees to it that nothing is left on disk. */
final class RenderScenario implements AfterEachCallback {

  static final String CLUSTER = "./kubernetes/flux/cluster";

  private final Path work;
  private final Renderer renderer;

  RenderScenario() {
    try {
      work = Files.createTempDirectory("headgate-render");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    renderer = rendererWith(Limits.Render.STANDARD);
  }

  /** What differs between two trees, as sentences, and how far it was understood. */
  record Difference(Rendering live, List<String> changes, Coverage coverage) {}

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    renderer.close();
    assertThat(work).isEmptyDirectory();
    Files.delete(work);
  }

  Path work() {
    return work;
  }

  Renderer rendererWith(Limits.Render limits) {
    var kustomize = Binaries.standard(Progress.silent()).path(Tool.KUSTOMIZE);
    return new Renderer(
        new Kustomize(kustomize, work, limits),
        Optional.of(
            new Helm(() -> Binaries.standard(Progress.silent()).path(Tool.HELM), work, limits)),
        new Limits(Limits.Archive.STANDARD, Limits.Fetch.STANDARD, Limits.Yaml.STANDARD, limits));
  }

  static RenderRequest request(TreeFixtures files, String path) {
    return RenderRequest.of(
        files.build(), TreeFixtures.SOURCE, List.<JsonNode>of(TreeFixtures.root(path)));
  }

  Rendering render(TreeFixtures files) {
    return render(files, CLUSTER);
  }

  Rendering render(TreeFixtures files, String path) {
    return rendered(request(files, path));
  }

  Rendering rendered(RenderRequest request) {
    var result = renderer.render(request);
    assertThat(result).isInstanceOf(Rendered.class);
    return ((Rendered) result).rendering();
  }

  List<Finding> findings(TreeFixtures files) {
    return findings(files, CLUSTER);
  }

  List<Finding> findings(TreeFixtures files, String path) {
    var result = renderer.render(request(files, path));
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).findings();
  }

  Difference compare(TreeFixtures live, TreeFixtures candidate) {
    return compare(request(live, CLUSTER), request(candidate, CLUSTER));
  }

  Difference compare(RenderRequest live, RenderRequest candidate) {
    var evened = Evened.of(rendered(live), rendered(candidate));
    var before = evened.live();
    var after = evened.candidate();
    var changes = ChangeSet.between(before.manifests(), after.manifests());
    var coverage =
        TreeCoverage.of(
            live.tree(),
            candidate.tree(),
            before,
            after,
            changes,
            "./.headgate",
            new Documents(Limits.Yaml.STANDARD));
    var sentences = changes.changes().stream().map(c -> c.op() + " " + c.key()).toList();
    return new Difference(before, sentences, coverage);
  }

  static List<String> names(Rendering rendering) {
    return rendering.manifests().all().stream().map(m -> m.key().toString()).toList();
  }

  static Manifest find(Rendering rendering, String key) {
    return rendering.manifests().all().stream()
        .filter(m -> m.key().toString().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
