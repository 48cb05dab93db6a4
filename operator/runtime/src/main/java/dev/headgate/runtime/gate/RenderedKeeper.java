package dev.headgate.runtime.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.gate.Ledger;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.Deletion;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.source.RenderedCopy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the copies of the source that CI renders to follow head and live, takes them away when no
 * rendering is asked for any more, and wakes proofs when a copy shows something new. Nothing here
 * decides about a revision: a copy that is late or gone means that the tree speaks alone.
 */
final class RenderedKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(RenderedKeeper.class);

  private final KubernetesClient client;
  private final ServerSideApply apply;
  private final BiConsumer<String, String> wake;
  private final Map<String, List<String>> shownByGate = new ConcurrentHashMap<>();

  /**
   * Keeps the copies of all gates.
   *
   * @param wake told namespace and name of a ChangeRequest that may go on
   */
  RenderedKeeper(KubernetesClient client, ServerSideApply apply, BiConsumer<String, String> wake) {
    this.client = client;
    this.apply = apply;
    this.wake = wake;
  }

  /** What cannot be written is said and tried again the next time: it holds up no gate. */
  void keep(GateContext context, Ledger ledger, Host host) {
    try {
      write(context, ledger, host);
    } catch (KubernetesClientException e) {
      LOG.warn(
          "renderings cannot be followed gate={} error={}",
          context.gate().getMetadata().getName(),
          e.getMessage());
    }
  }

  private void write(GateContext context, Ledger ledger, Host host) {
    if (context.gate().getSpec().rendered() == null && context.rendered().copies().isEmpty()) {
      return;
    }
    var superfluous = superfluous(context);
    superfluous.forEach(this::delete);
    for (ObjectNode copy : due(context, GateGatherer.liveFor(context, ledger))) {
      var name = copy.at("/metadata/name").asText();
      if (superfluous.stream().anyMatch(foreign -> foreign.name().equals(name))) {
        continue;
      }
      FluxKinds.source(copy.path("kind").asText()).ifPresent(kind -> apply.own(kind, copy));
    }
    wakeProofs(context, host);
  }

  /** The copies that are not there, or not as they have to be; foreign ones go first. */
  static List<ObjectNode> due(GateContext context, Optional<Revision> live) {
    var due = new ArrayList<ObjectNode>();
    desired(context, RenderedCopy.HEAD, context.newest()).ifPresent(due::add);
    desired(context, RenderedCopy.LIVE, live).ifPresent(due::add);
    due.removeIf(
        copy ->
            context.rendered().copies().stream()
                .filter(there -> RenderedCopy.isOf(context.gate(), there))
                .filter(there -> there.kind().equals(copy.path("kind").asText()))
                .filter(there -> there.name().equals(copy.at("/metadata/name").asText()))
                .anyMatch(there -> RenderedCopy.matches(copy, there)));
    return due;
  }

  private static Optional<ObjectNode> desired(
      GateContext context, RenderedCopy copy, Optional<Revision> revision) {
    var rendered = context.gate().getSpec().rendered();
    return rendered == null
        ? Optional.empty()
        : context
            .rendered()
            .template()
            .flatMap(
                template -> revision.map(r -> copy.desired(context.gate(), rendered, template, r)));
  }

  /**
   * Ours, and of a kind that is no longer asked for; or in the place of one of ours and made by
   * somebody else, who may have written its status before it was guarded: it is made anew.
   */
  static List<FluxObject> superfluous(GateContext context) {
    var rendered = context.gate().getSpec().rendered();
    return context.rendered().copies().stream()
        .filter(
            copy ->
                RenderedCopy.isOf(context.gate(), copy)
                    ? rendered == null || !copy.kind().equals(rendered.kind())
                    : rendered != null && copy.kind().equals(rendered.kind()))
        .toList();
  }

  private void delete(FluxObject copy) {
    FluxKinds.source(copy.kind())
        .ifPresent(
            kind ->
                Deletion.delete(
                    client,
                    "/apis/%s/namespaces/%s/%s/%s"
                        .formatted(
                            FluxKinds.apiVersion(kind),
                            copy.namespace(),
                            kind.getPlural(),
                            copy.name()),
                    copy.uid(),
                    copy.resourceVersion()));
  }

  private void wakeProofs(GateContext context, Host host) {
    var gate = context.gate().getMetadata();
    var shown =
        context.rendered().copies().stream()
            .flatMap(copy -> copy.artifact().stream())
            .map(artifact -> artifact.revision() + " " + artifact.digest())
            .toList();
    var before = shownByGate.put(gate.getUid(), shown);
    if (!shown.equals(before) && !shown.isEmpty()) {
      host.changeRequests(gate.getNamespace(), gate.getName()).stream()
          .filter(RenderedKeeper::isOpen)
          .forEach(open -> wake.accept(gate.getNamespace(), open.getMetadata().getName()));
    }
  }

  private static boolean isOpen(ChangeRequest request) {
    return request.getStatus() == null || request.getStatus().verdict() == null;
  }
}
