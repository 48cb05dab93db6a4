package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.Unreadable;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Asks the informers of the gate controller: no request, and true a moment ago. Of a gate it says
 * what was written last, seen or not: a proof begun on an older live would be made in vain.
 */
public final class CachedHost implements Host {

  private final Cache<PromotionGate> gates;
  private final UnaryOperator<PromotionGate> asWritten;
  private final Cache<ChangeRequest> requests;
  private final Cache<ChangeApproval> approvals;
  private final Cache<GenericKubernetesResource> kustomizations;
  private final Map<String, Cache<GenericKubernetesResource>> sources;

  /**
   * The caches.
   *
   * @param asWritten a gate with the status that was written last
   * @param sources by kind
   */
  public CachedHost(
      Cache<PromotionGate> gates,
      UnaryOperator<PromotionGate> asWritten,
      Cache<ChangeRequest> requests,
      Cache<ChangeApproval> approvals,
      Cache<GenericKubernetesResource> kustomizations,
      Map<String, Cache<GenericKubernetesResource>> sources) {
    this.gates = gates;
    this.asWritten = asWritten;
    this.requests = requests;
    this.approvals = approvals;
    this.kustomizations = kustomizations;
    this.sources = Map.copyOf(sources);
  }

  @Override
  public Optional<PromotionGate> gate(String namespace, String name) {
    return gates.get(new ResourceID(name, namespace)).filter(Unreadable::isReadable).map(asWritten);
  }

  @Override
  public List<PromotionGate> gates() {
    return gates.list(Unreadable::isReadable).map(asWritten).toList();
  }

  @Override
  public Optional<FluxObject> kustomization(String namespace, String name) {
    return kustomizations.get(new ResourceID(name, namespace)).map(FluxObject::of);
  }

  @Override
  public List<FluxObject> kustomizations() {
    return kustomizations.list().map(FluxObject::of).toList();
  }

  @Override
  public Optional<FluxObject> source(String kind, String namespace, String name) {
    return Optional.ofNullable(sources.get(kind))
        .flatMap(cache -> cache.get(new ResourceID(name, namespace)))
        .map(FluxObject::of);
  }

  @Override
  public List<FluxObject> sources(String kind) {
    return Optional.ofNullable(sources.get(kind)).stream()
        .flatMap(Cache::list)
        .map(FluxObject::of)
        .toList();
  }

  @Override
  public List<ChangeRequest> changeRequests(String namespace, String gate) {
    return inNamespace(requests, namespace, request -> Gates.isOf(request, gate));
  }

  @Override
  public List<ChangeApproval> approvals(String namespace, String gate) {
    return inNamespace(approvals, namespace, approval -> Gates.isOf(approval, gate));
  }

  private static <T extends HasMetadata> List<T> inNamespace(
      Cache<T> cache, String namespace, Predicate<T> wanted) {
    return cache
        .list(item -> item.getMetadata().getNamespace().equals(namespace) && wanted.test(item))
        .toList();
  }
}
