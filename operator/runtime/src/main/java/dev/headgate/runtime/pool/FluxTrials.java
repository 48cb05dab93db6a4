package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.SandboxTemplate.FluxInside;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.inside.Roots;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.sandbox.FluxTrial;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Flux in a sandbox is given of a gate's surroundings. */
final class FluxTrials {

  private FluxTrials() {}

  /** Empty where there is no tree that Flux could run: objects that somebody brought alone. */
  static Optional<FluxTrial> of(
      FluxInside flux, Optional<GateContext> context, Comparison.Ready comparison) {
    return context
        .filter(known -> !comparison.candidateTree().files().isEmpty())
        .map(known -> trial(flux, known, comparison));
  }

  private static FluxTrial trial(
      FluxInside flux, GateContext context, Comparison.Ready comparison) {
    var ref = context.sourceRef();
    var render = Optional.ofNullable(context.gate().getSpec().render());
    var roots =
        Roots.of(
            context.followers().stream()
                .flatMap(follower -> FluxKustomization.of(follower.json()).stream())
                .toList(),
            key(context.root()),
            render.map(one -> one.path()),
            render.map(one -> one.variables()).orElse(Map.of()),
            comparison.live().manifests(),
            comparison.candidate().manifests());
    return new FluxTrial(
        new SourceRef(ref.kind(), ref.namespace(), ref.name()),
        roots,
        comparison.liveTree(),
        comparison.candidateTree(),
        comparison.subject().revision().text(),
        Objects.requireNonNull(flux.answerWithin()).toJava());
  }

  private static ObjectKey key(FluxObject root) {
    return new ObjectKey(
        FluxKustomization.GROUP, FluxKustomization.KIND, root.namespace(), root.name());
  }
}
