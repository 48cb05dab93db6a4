package dev.headgate.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A tree, and what the cluster knows about its use.
 *
 * @param source the gated source, whose followers are rendered
 * @param kustomizations the cluster's Flux Kustomizations; those of other sources are ignored
 * @param paths other paths than {@code spec.path}, by {@code namespace/name}
 * @param variables values for {@code postBuild} variables that have none at hand
 * @param capabilities what charts are told of the cluster
 */
public record RenderRequest(
    Tree tree,
    SourceRef source,
    List<FluxKustomization> kustomizations,
    Map<String, String> paths,
    Map<String, String> variables,
    ConfigMaps configMaps,
    Supplier<Capabilities> capabilities) {

  public RenderRequest {
    kustomizations = kustomizations.stream().filter(k -> k.sourceRef().equals(source)).toList();
    paths = Map.copyOf(paths);
    variables = Map.copyOf(variables);
  }

  /** A request without settings of a gate. */
  public static RenderRequest of(
      Tree tree, SourceRef source, List<? extends JsonNode> kustomizations) {
    var read = kustomizations.stream().flatMap(k -> FluxKustomization.of(k).stream()).toList();
    return new RenderRequest(
        tree, source, read, Map.of(), Map.of(), ConfigMaps.NONE, () -> Capabilities.UNKNOWN);
  }

  public RenderRequest withPath(String kustomization, String path) {
    return new RenderRequest(
        tree,
        source,
        kustomizations,
        Map.of(kustomization, path),
        variables,
        configMaps,
        capabilities);
  }

  public RenderRequest withVariables(Map<String, String> values) {
    return new RenderRequest(tree, source, kustomizations, paths, values, configMaps, capabilities);
  }

  public RenderRequest withConfigMaps(ConfigMaps from) {
    return new RenderRequest(tree, source, kustomizations, paths, variables, from, capabilities);
  }

  /** Asked only when a chart is inflated. */
  public RenderRequest withCapabilities(Supplier<Capabilities> from) {
    return new RenderRequest(tree, source, kustomizations, paths, variables, configMaps, from);
  }

  public RenderRequest withTree(Tree other) {
    return new RenderRequest(
        other, source, kustomizations, paths, variables, configMaps, capabilities);
  }
}
