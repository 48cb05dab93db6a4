package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.RenderedCopy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources in which CI's renderings are looked for.
 *
 * @param template the source that {@code spec.rendered} names; empty when it is not there, or when
 *     the gate asks for no rendering
 * @param copies those that Headgate made of it, as far as they are there
 */
public record RenderedSources(Optional<FluxObject> template, List<FluxObject> copies) {

  private static final List<String> KINDS = List.of("OCIRepository", "GitRepository");

  /** Whether a source is the one that the gate names for renderings, or a copy of it. */
  public static boolean isPart(FluxObject source, PromotionGate gate) {
    var meta = gate.getMetadata();
    var isTemplate =
        Optional.ofNullable(gate.getSpec().rendered())
            .filter(named -> named.kind().equals(source.kind()))
            .filter(named -> named.name().equals(source.name()))
            .isPresent();
    return source.namespace().equals(meta.getNamespace())
        && (isTemplate
            || Stream.of(RenderedCopy.values())
                .anyMatch(copy -> copy.nameFor(meta.getName()).equals(source.name())));
  }

  static RenderedSources of(PromotionGate gate, Host host) {
    var namespace = gate.getMetadata().getNamespace();
    var rendered = Optional.ofNullable(gate.getSpec().rendered());
    return new RenderedSources(
        rendered.flatMap(named -> host.source(named.kind(), namespace, named.name())),
        Stream.of(RenderedCopy.values())
            .map(copy -> copy.nameFor(gate.getMetadata().getName()))
            .flatMap(name -> KINDS.stream().flatMap(k -> host.source(k, namespace, name).stream()))
            .toList());
  }
}
