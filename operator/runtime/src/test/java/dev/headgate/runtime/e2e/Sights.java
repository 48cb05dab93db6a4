package dev.headgate.runtime.e2e;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Factor;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.Risk;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.api.v1alpha1.Verdict;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.PinField;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be seen of one {@link Gated} world through the API server, always live. */
record Sights(KubernetesClient client, String namespace, Upstream upstream) {

  Optional<PromotionGate> gate(String name) {
    return Optional.ofNullable(
        client.resources(PromotionGate.class).inNamespace(namespace).withName(name).get());
  }

  List<ChangeRequest> requests() {
    return client.resources(ChangeRequest.class).inNamespace(namespace).list().getItems();
  }

  /** The proofs of a commit, in the order in which they were made. */
  List<ChangeRequest> requests(String commit) {
    return requests().stream()
        .filter(
            request ->
                request.getSpec().revision() != null
                    && new Revision(request.getSpec().revision()).commit().equals(commit))
        .sorted(
            (one, other) -> one.getMetadata().getName().compareTo(other.getMetadata().getName()))
        .toList();
  }

  /** The latest proof of a commit, once it has a verdict. */
  Optional<ChangeRequest> judged(String commit) {
    return requests(commit).stream()
        .reduce((first, second) -> second)
        .filter(request -> request.getStatus() != null && request.getStatus().verdict() != null);
  }

  static Optional<String> result(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().verdict()).map(verdict -> verdict.result().word());
  }

  /** Reason and message of the verdict, whole. */
  static String message(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().verdict())
        .map(verdict -> verdict.reason() + ": " + verdict.message())
        .orElse("");
  }

  static Optional<RiskLevel> risk(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().risk()).map(Risk::level);
  }

  static Optional<Instant> decidedAt(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().verdict()).map(Verdict::decidedAt);
  }

  /** The rules that fired. */
  static List<String> rules(ChangeRequest proof) {
    return Optional.ofNullable(proof.getStatus().risk()).stream()
        .flatMap(risk -> risk.factors().stream())
        .map(Factor::rule)
        .toList();
  }

  Optional<FluxObject> source(String name) {
    return flux(upstream.kind(), name);
  }

  Optional<FluxObject> kustomization(String name) {
    return flux(FluxKinds.KUSTOMIZATION, name);
  }

  /** The commit, or the digits of the digest, that the gated source is pinned to. */
  Optional<String> pin() {
    return source(Gated.SOURCE).flatMap(source -> PinField.of(source).read(source));
  }

  /** The commit that the gated source shows. */
  Optional<String> artifact() {
    return source(Gated.SOURCE)
        .flatMap(FluxObject::artifact)
        .map(artifact -> artifact.revision().commit());
  }

  /** The commit that the root Kustomization applied last. */
  Optional<String> applied() {
    return commitAt("/status/lastAppliedRevision");
  }

  /** The commit that the root Kustomization tried last. */
  Optional<String> attempted() {
    return commitAt("/status/lastAttemptedRevision");
  }

  /** A value of the ConfigMap settings, as Flux applied it. */
  Optional<String> setting(String key) {
    return Optional.ofNullable(
            client.configMaps().inNamespace(namespace).withName("settings").get())
        .map(settings -> settings.getData().get(key));
  }

  /** What was said about the gate: reasons of its events. */
  List<String> announced() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> "PromotionGate".equals(event.getRegarding().getKind()))
        .map(Event::getReason)
        .toList();
  }

  /** One paragraph for those who waited in vain. */
  String summary() {
    var gate =
        gate(Gated.GATE)
            .map(PromotionGate::getStatus)
            .map(
                status ->
                    "state %s, live %s, head %s, pin %s, blockers %s, conditions %s"
                        .formatted(
                            status.state(),
                            status.live(),
                            status.head(),
                            status.pin(),
                            status.blockers(),
                            status.conditions()))
            .orElse("no status");
    var proofs =
        requests().stream()
            .map(
                request ->
                    request.getMetadata().getName()
                        + (request.getStatus() == null
                            ? ": no status"
                            : ": %s, %s"
                                .formatted(request.getStatus().phase(), request.getStatus().why())))
            .collect(Collectors.joining("; "));
    return "in %s the gate says: %s; proofs: %s; the source shows %s, Flux applied %s"
        .formatted(namespace, gate, proofs, artifact(), applied());
  }

  private Optional<String> commitAt(String pointer) {
    return kustomization(Gated.ROOT)
        .flatMap(root -> root.text(pointer))
        .map(revision -> new Revision(revision).commit());
  }

  private Optional<FluxObject> flux(ResourceDefinitionContext kind, String name) {
    return Optional.ofNullable(
            client.genericKubernetesResources(kind).inNamespace(namespace).withName(name).get())
        .map(FluxObject::of);
  }
}
