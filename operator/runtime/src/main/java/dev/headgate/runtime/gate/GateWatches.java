package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.host.CachedHost;
import dev.headgate.runtime.host.Gates;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.host.RenderedSources;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.HeadSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes a gate, and the caches that it is decided on. */
public final class GateWatches {

  private final CompletableFuture<Host> host = new CompletableFuture<>();
  private final UnaryOperator<PromotionGate> asWritten;
  private final SimpleInboundEventSource<PromotionGate> bell =
      new SimpleInboundEventSource<>("probes");

  /**
   * Watches nothing yet.
   *
   * @param asWritten a gate with the status that was written last, which the cache may not have
   */
  public GateWatches(UnaryOperator<PromotionGate> asWritten) {
    this.asWritten = asWritten;
  }

  /**
   * The caches.
   *
   * @throws IllegalStateException before the gate controller was registered
   */
  public Host host() {
    if (!host.isDone()) {
      throw new IllegalStateException("the gate controller is not registered yet");
    }
    return host.join();
  }

  /** Has the gate looked at again. */
  void wake(PromotionGate gate) {
    bell.propagateEvent(ResourceID.fromResource(gate));
  }

  List<EventSource<?, PromotionGate>> prepare(EventSourceContext<PromotionGate> context) {
    var requests = watch(ChangeRequest.class, context, GateWatches::gateOfRequest);
    var approvals = watch(ChangeApproval.class, context, this::gatesOfApproval);
    var rivals = watch(PromotionGate.class, context, this::rivals);
    var kustomizations = watch(FluxKinds.KUSTOMIZATION, context, this::gatesOfKustomization);
    var git = watch(FluxKinds.GIT_REPOSITORY, context, this::gatesOfSource);
    var oci = watch(FluxKinds.OCI_REPOSITORY, context, this::gatesOfSource);
    host.complete(
        new CachedHost(
            context.getPrimaryCache(),
            asWritten,
            requests,
            approvals,
            kustomizations,
            Map.of(
                FluxKinds.GIT_REPOSITORY.getKind(), git, FluxKinds.OCI_REPOSITORY.getKind(), oci)));
    return List.of(requests, approvals, rivals, kustomizations, git, oci, bell);
  }

  /** One that cannot be read may be any gate's. */
  private Stream<ResourceID> gatesOfApproval(ChangeApproval approval) {
    return host().gates().stream()
        .filter(gate -> isBeside(gate, approval))
        .filter(gate -> Gates.isOf(approval, gate.getMetadata().getName()))
        .map(ResourceID::fromResource);
  }

  private static boolean isBeside(PromotionGate gate, HasMetadata other) {
    return gate.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
  }

  /** The other gates of its source: one that comes or goes changes what they may do. */
  private Stream<ResourceID> rivals(PromotionGate gate) {
    var source = sourceOf(gate);
    return host().gates().stream()
        .filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(gate)))
        .filter(other -> source.isPresent() && source.equals(sourceOf(other)))
        .map(ResourceID::fromResource);
  }

  /** Empty of what cannot be read. */
  private Optional<Gates.SourceRef> sourceOf(PromotionGate gate) {
    return Optional.of(gate)
        .filter(readable -> readable.getSpec() != null)
        .flatMap(readable -> Gates.rootOf(readable, host()))
        .map(Gates::sourceOf);
  }

  private Stream<ResourceID> gatesOfKustomization(GenericKubernetesResource resource) {
    var source = Gates.sourceOf(FluxObject.of(resource));
    return host().gates().stream()
        .filter(
            gate ->
                isRoot(gate, resource)
                    || Gates.rootOf(gate, host())
                        .map(Gates::sourceOf)
                        .filter(gated -> source.equals(gated) || isHead(source, gated, gate))
                        .isPresent())
        .map(ResourceID::fromResource);
  }

  private static boolean isHead(Gates.SourceRef source, Gates.SourceRef gated, PromotionGate gate) {
    return source.namespace().equals(gated.namespace())
        && source.name().equals(HeadSource.nameFor(gate.getMetadata().getName()));
  }

  private static boolean isRoot(PromotionGate gate, HasMetadata kustomization) {
    return isBeside(gate, kustomization)
        && gate.getSpec().kustomizationRef().name().equals(kustomization.getMetadata().getName());
  }

  private Stream<ResourceID> gatesOfSource(GenericKubernetesResource resource) {
    return Stream.concat(gatesThatPin(resource), gatesRenderedIn(resource));
  }

  /** The gates for which CI publishes renderings there. */
  private Stream<ResourceID> gatesRenderedIn(GenericKubernetesResource resource) {
    return host().gates().stream()
        .filter(gate -> RenderedSources.isPart(FluxObject.of(resource), gate))
        .map(ResourceID::fromResource);
  }

  private Stream<ResourceID> gatesThatPin(GenericKubernetesResource resource) {
    return host().gates().stream()
        .filter(
            gate ->
                Gates.rootOf(gate, host())
                    .map(Gates::sourceOf)
                    .filter(gated -> Gates.isPart(FluxObject.of(resource), gate, gated))
                    .isPresent())
        .map(ResourceID::fromResource);
  }

  /** None of what cannot be read. */
  private static Stream<ResourceID> gateOfRequest(ChangeRequest request) {
    return Optional.ofNullable(request.getSpec())
        .map(ChangeRequestSpec::gateRef)
        .map(LocalRef::name)
        .map(name -> new ResourceID(name, request.getMetadata().getNamespace()))
        .stream();
  }

  private static <R extends HasMetadata> InformerEventSource<R, PromotionGate> watch(
      Class<R> type,
      EventSourceContext<PromotionGate> context,
      Function<R, Stream<ResourceID>> gates) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, PromotionGate.class)
            .withSecondaryToPrimaryMapper(mapper(gates))
            .withWatchAllNamespaces()
            .build(),
        context);
  }

  private static InformerEventSource<GenericKubernetesResource, PromotionGate> watch(
      ResourceDefinitionContext kind,
      EventSourceContext<PromotionGate> context,
      Function<GenericKubernetesResource, Stream<ResourceID>> gates) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(
                new GroupVersionKind(kind.getGroup(), kind.getVersion(), kind.getKind()),
                PromotionGate.class)
            .withName(kind.getPlural())
            .withSecondaryToPrimaryMapper(mapper(gates))
            .withWatchAllNamespaces()
            .build(),
        context);
  }

  private static <R extends HasMetadata> SecondaryToPrimaryMapper<R> mapper(
      Function<R, Stream<ResourceID>> gates) {
    return resource -> gates.apply(resource).collect(Collectors.toSet());
  }
}
