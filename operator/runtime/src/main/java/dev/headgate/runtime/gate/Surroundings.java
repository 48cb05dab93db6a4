package dev.headgate.runtime.gate;

import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Gates;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.host.RenderedSources;
import dev.headgate.runtime.kube.FluxObject;
import java.util.List;
import java.util.Optional;

/**
 * What the gate does not hold, for people to know of.
 *
 * @param floatingInputs what may change without a commit; empty also while head is not known
 * @param ungatedSources other sources of the same url, by {@code namespace/name}
 * @param headOrigin what the artifact of head says that it was made from
 */
record Surroundings(
    List<String> floatingInputs, List<String> ungatedSources, Optional<String> headOrigin) {

  static final Surroundings UNKNOWN = new Surroundings(List.of(), List.of(), Optional.empty());

  private static final String ORIGIN =
      "/status/artifact/metadata/org.opencontainers.image.revision";

  static Surroundings of(GateContext context, Host host, Comparer comparer) {
    return new Surroundings(
        floatingInputs(context, comparer), ungatedSources(context, host), headOrigin(context));
  }

  private static List<String> floatingInputs(GateContext context, Comparer comparer) {
    var live = context.gated().flatMap(FluxObject::artifact);
    return live.map(artifact -> comparer.compare(context, artifact.revision(), artifact.revision()))
        .filter(Comparison.Ready.class::isInstance)
        .map(ready -> ((Comparison.Ready) ready).live().floatingInputs())
        .orElse(List.of());
  }

  private static List<String> ungatedSources(GateContext context, Host host) {
    var url = context.gated().flatMap(gated -> gated.text("/spec/url"));
    return host.sources(context.sourceRef().kind()).stream()
        .filter(source -> url.isPresent() && url.equals(source.text("/spec/url")))
        .filter(source -> !Gates.isPart(source, context.gate(), context.sourceRef()))
        .filter(source -> !RenderedSources.isPart(source, context.gate()))
        .map(source -> source.namespace() + "/" + source.name())
        .sorted()
        .toList();
  }

  /** Whoever pushed an artifact wrote what he liked. */
  private static Optional<String> headOrigin(GateContext context) {
    return context.bytes().flatMap(bytes -> bytes.text(ORIGIN));
  }
}
