package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Renders the Flux tree, which is what a pin releases: every Flux Kustomization that follows the
 * gated source, from the cluster and from the tree itself. What a gate compares is always two
 * renderings made here.
 */
public final class Renderer implements AutoCloseable {

  private final Builds builds;
  private final Optional<Charts> charts;
  private final Limits limits;

  /** Inflates no chart. */
  public Renderer(Kustomize kustomize, Limits limits) {
    this(kustomize, Optional.empty(), limits);
  }

  /**
   * With these programs.
   *
   * @param helm for charts that lie in the tree
   */
  public Renderer(Kustomize kustomize, Optional<Helm> helm, Limits limits) {
    this.builds = new Builds(kustomize, limits);
    this.charts = helm.map(each -> new Charts(each, limits));
    this.limits = limits;
  }

  /**
   * Blocks until the tree is rendered; only Kustomizations whose inputs were not seen before are
   * built.
   *
   * @throws CancellationException when the thread is interrupted
   */
  public RenderResult render(RenderRequest request) {
    try {
      return new FluxWalk(request, builds, charts, limits).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("rendering was interrupted");
    }
  }

  @Override
  public void close() {
    builds.close();
  }
}
