package dev.headgate.runtime.assess;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.tree.Tree;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.render.Capabilities;
import dev.headgate.runtime.render.RenderRequest;
import dev.headgate.runtime.render.RenderResult;
import dev.headgate.runtime.render.Renderer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Renders a tree as the gate's cluster uses it: its Kustomizations, its variables, its paths. */
public final class FluxTreeRenderer implements TreeRenderer {

  private final Renderer renderer;
  private final KubernetesClient client;
  private final Supplier<Capabilities> capabilities;

  public FluxTreeRenderer(
      Renderer renderer, KubernetesClient client, Supplier<Capabilities> capabilities) {
    this.renderer = renderer;
    this.client = client;
    this.capabilities = capabilities;
  }

  @Override
  public Outcome render(GateContext context, Tree tree) {
    return switch (renderer.render(request(context, tree))) {
      case RenderResult.Rendered(var rendering) -> new Outcome.Rendered(rendering);
      case RenderResult.Refused(var findings) -> new Outcome.Refused(findings);
    };
  }

  private RenderRequest request(GateContext context, Tree tree) {
    var ref = context.sourceRef();
    var request =
        RenderRequest.of(
                tree,
                new SourceRef(ref.kind(), ref.namespace(), ref.name()),
                context.followers().stream().<ObjectNode>map(FluxObject::json).toList())
            .withConfigMaps(this::configMap)
            .withCapabilities(capabilities);
    var render = context.gate().getSpec().render();
    return render == null ? request : with(request, render, context.root());
  }

  private static RenderRequest with(
      RenderRequest request, PromotionGateSpec.Render render, FluxObject root) {
    var named =
        render.path() == null
            ? request
            : request.withPath(root.namespace() + "/" + root.name(), render.path());
    return named.withVariables(render.variables());
  }

  /** What may not be read is not there: its variables become gaps. */
  private Optional<Map<String, String>> configMap(String namespace, String name) {
    try {
      return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get())
          .map(found -> Optional.ofNullable(found.getData()).orElse(Map.of()));
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }
}
