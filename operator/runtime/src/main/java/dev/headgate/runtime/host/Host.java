package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxObject;
import java.util.List;
import java.util.Optional;

/** The questions that gates and proofs ask of their cluster. An absent object reads as empty. */
public interface Host {

  Optional<PromotionGate> gate(String namespace, String name);

  List<PromotionGate> gates();

  Optional<FluxObject> kustomization(String namespace, String name);

  /** All Flux Kustomizations of the cluster. */
  List<FluxObject> kustomizations();

  /** A Flux source; empty also for kinds that Headgate cannot read. */
  Optional<FluxObject> source(String kind, String namespace, String name);

  /** All sources of a kind in the cluster; none of kinds that Headgate cannot read. */
  List<FluxObject> sources(String kind);

  List<ChangeRequest> changeRequests(String namespace, String gate);

  List<ChangeApproval> approvals(String namespace, String gate);
}
