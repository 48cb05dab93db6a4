package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.Unreadable;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/** Asks the API server, each time. For whoever must not act on what was true a moment ago. */
public final class LiveHost implements Host {

  private final KubernetesClient client;

  public LiveHost(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<PromotionGate> gate(String namespace, String name) {
    return Optional.ofNullable(
            client.resources(PromotionGate.class).inNamespace(namespace).withName(name).get())
        .filter(Unreadable::isReadable);
  }

  @Override
  public List<PromotionGate> gates() {
    return client.resources(PromotionGate.class).inAnyNamespace().list().getItems().stream()
        .filter(Unreadable::isReadable)
        .toList();
  }

  @Override
  public Optional<FluxObject> kustomization(String namespace, String name) {
    return get(FluxKinds.KUSTOMIZATION, namespace, name);
  }

  @Override
  public List<FluxObject> kustomizations() {
    return list(FluxKinds.KUSTOMIZATION);
  }

  @Override
  public Optional<FluxObject> source(String kind, String namespace, String name) {
    return FluxKinds.source(kind).flatMap(context -> get(context, namespace, name));
  }

  @Override
  public List<FluxObject> sources(String kind) {
    return FluxKinds.source(kind).map(this::list).orElse(List.of());
  }

  @Override
  public List<ChangeRequest> changeRequests(String namespace, String gate) {
    return client.resources(ChangeRequest.class).inNamespace(namespace).list().getItems().stream()
        .filter(request -> Gates.isOf(request, gate))
        .toList();
  }

  @Override
  public List<ChangeApproval> approvals(String namespace, String gate) {
    return client.resources(ChangeApproval.class).inNamespace(namespace).list().getItems().stream()
        .filter(approval -> Gates.isOf(approval, gate))
        .toList();
  }

  private Optional<FluxObject> get(ResourceDefinitionContext kind, String namespace, String name) {
    return Optional.ofNullable(
            client.genericKubernetesResources(kind).inNamespace(namespace).withName(name).get())
        .map(FluxObject::of);
  }

  private List<FluxObject> list(ResourceDefinitionContext kind) {
    return client.genericKubernetesResources(kind).inAnyNamespace().list().getItems().stream()
        .map(FluxObject::of)
        .toList();
  }
}
