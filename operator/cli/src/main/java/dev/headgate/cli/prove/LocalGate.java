package dev.headgate.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.Limits;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.artifact.Trees;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.assess.Revisions;
import dev.headgate.runtime.assess.Supplements;
import dev.headgate.runtime.assess.TreeRenderer;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Gates;
import dev.headgate.runtime.host.RenderedSources;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.proof.Classifying;
import dev.headgate.runtime.render.RenderRequest;
import dev.headgate.runtime.render.RenderResult;
import dev.headgate.runtime.render.Renderer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** The gate that a cluster with that root Kustomization would have, with all its defaults. */
record LocalGate(GateContext context) {

  private static final String NAME = "cluster";

  private static final String GATE =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: PromotionGate
      metadata: {name: cluster}
      spec: {kustomizationRef: {name: cluster}}
      """;

  /**
   * A gate of nobody.
   *
   * @param root the path of the root Kustomization in the tree
   * @param source what the Kustomizations follow
   */
  static LocalGate of(String root, SourceRef source) {
    var gate = Serialization.unmarshal(GATE, PromotionGate.class);
    gate.getMetadata().setNamespace(source.namespace());
    var kustomization = kustomization(root, source);
    return new LocalGate(
        new GateContext(
            gate,
            kustomization,
            new Gates.SourceRef(source.kind(), source.namespace(), source.name()),
            Optional.of(source(source)),
            Optional.empty(),
            Optional.empty(),
            List.of(kustomization),
            new RenderedSources(Optional.empty(), List.of())));
  }

  /** Renders both and tells what differs. */
  Comparison compare(Renderer renderer, Revision revision, Tree live, Tree candidate) {
    var nothing = new Trees(artifact -> new FetchResult.Gone(), 0);
    return new Comparer(
            new Revisions(nothing),
            (known, tree) -> render(renderer, tree),
            new Supplements(nothing, Limits.STANDARD))
        .compare(context, revision, live, candidate);
  }

  Classification classify(Comparison.Ready ready) {
    var request = new ChangeRequest();
    request.setMetadata(new ObjectMetaBuilder().withName("checkout").build());
    request.setSpec(
        new ChangeRequestSpec(null, null, null, null, null, null, List.of(), null, false));
    return Classifying.classify(ready, request, Optional.of(context));
  }

  private TreeRenderer.Outcome render(Renderer renderer, Tree tree) {
    var ref = context.sourceRef();
    var request =
        RenderRequest.of(
            tree,
            new SourceRef(ref.kind(), ref.namespace(), ref.name()),
            List.of(context.root().json()));
    return switch (renderer.render(request)) {
      case RenderResult.Rendered(var rendering) -> new TreeRenderer.Outcome.Rendered(rendering);
      case RenderResult.Refused(var findings) -> new TreeRenderer.Outcome.Refused(findings);
    };
  }

  private static FluxObject kustomization(String root, SourceRef source) {
    var json = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", source.namespace(), NAME);
    var spec = json.putObject("spec");
    spec.put("path", root).put("prune", true);
    spec.putObject("sourceRef")
        .put("kind", source.kind())
        .put("namespace", source.namespace())
        .put("name", source.name());
    return new FluxObject(json);
  }

  private static FluxObject source(SourceRef ref) {
    return new FluxObject(
        object("source.toolkit.fluxcd.io/v1", ref.kind(), ref.namespace(), ref.name()));
  }

  private static ObjectNode object(String version, String kind, String namespace, String name) {
    var json = JsonNodeFactory.instance.objectNode().put("apiVersion", version).put("kind", kind);
    json.putObject("metadata").put("name", name).put("namespace", namespace);
    return json;
  }
}
