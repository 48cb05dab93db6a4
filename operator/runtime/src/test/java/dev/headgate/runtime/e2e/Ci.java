package dev.headgate.runtime.e2e;

import dev.headgate.local.Folders;
import dev.headgate.local.source.LocalGit;
import dev.headgate.local.source.LocalRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** CI that renders each commit as flux-local does, and pushes what it rendered to a registry. */
final class Ci implements AutoCloseable {

  static final String SOURCE = "home-ops-rendered";

  private final Gated world;
  private final Path folder;
  private final LocalGit output;
  private final LocalRegistry registry;

  Ci(Gated world) {
    this.world = world;
    try {
      this.folder = Files.createTempDirectory("headgate-rendered-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.output = LocalGit.init(folder);
    this.registry = LocalRegistry.beside(output);
  }

  /** The source that a gate names; with {@code verify} its signatures are looked at. */
  void publishAt(String verify) {
    world.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: %s, namespace: %s}
        spec:
          interval: 1h
          suspend: true
          url: %s
          ref: {tag: latest}
        %s\
        """
            .formatted(SOURCE, world.namespace(), registry.url(), verify.indent(2)));
  }

  /** Renders a commit to a Deployment of that image, pushes it signed, and lets sources look. */
  void render(String commit, String image) {
    push(commit, commit, image);
  }

  /** The same under the tag of one commit, saying that it is another's. */
  void push(String tag, String commit, String image) {
    var rendered = output.commit("rendered", Map.of("rendered/shop.yaml", shop(image)));
    registry.sign(registry.push(tag, rendered, "main@sha1:" + commit));
    world.lab().sources().poke(world.namespace());
  }

  /** What the chart of the release {@code shop} makes: without a namespace, as charts do. */
  static String shop(String image) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: shop
      labels: {app.kubernetes.io/instance: shop, helm.sh/chart: shop-%1$s}
    spec:
      selector: {matchLabels: {app: shop}}
      template:
        metadata: {labels: {app: shop}}
        spec:
          containers: [{name: app, image: "ghcr.io/example/shop:%1$s"}]
    """
        .formatted(image);
  }

  /** The release, as the tree holds it. */
  static String release(String version) {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: shop}
    spec:
      interval: 1h
      chartRef: {kind: OCIRepository, name: shop}
      values: {image: {repository: ghcr.io/example/shop, tag: "%s"}}
    """
        .formatted(version);
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }
}
