package dev.headgate.runtime.gate;

import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.HeadSource;
import java.util.List;
import java.util.Optional;

/**
 * What the gate does not hold, for people to know of.
 *
 * @param floatingInputs what may change without a commit; empty also while head is not known
 * @param ungatedSources other sources of the same url, by {@code namespace/name}
 */
record Surroundings(List<String> floatingInputs, List<String> ungatedSources) {

  static final Surroundings UNKNOWN = new Surroundings(List.of(), List.of());

  static Surroundings of(GateContext context, Host host, Comparer comparer) {
    return new Surroundings(floatingInputs(context, comparer), ungatedSources(context, host));
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
    var head = HeadSource.nameFor(context.gate().getMetadata().getName());
    return host.gitRepositories().stream()
        .filter(source -> url.isPresent() && url.equals(source.text("/spec/url")))
        .filter(source -> !isPart(source, context, head))
        .map(source -> source.namespace() + "/" + source.name())
        .sorted()
        .toList();
  }

  private static boolean isPart(FluxObject source, GateContext context, String head) {
    return source.namespace().equals(context.sourceRef().namespace())
        && Optional.of(source.name())
            .filter(name -> name.equals(context.sourceRef().name()) || name.equals(head))
            .isPresent();
  }
}
