package dev.headgate.core.risk;

import static dev.headgate.core.risk.Rule.each;
import static dev.headgate.core.risk.Rule.rule;

import java.util.List;

/** The built-in policy: everything that is scary in a cluster that follows Git, by domain. */
public final class StandardPolicy {

  public static final List<Rule> RULES =
      List.of(
          each("GatewayApi", "an object of the Gateway API", Networking::gatewayApi),
          rule("Cni", "any change of the cluster's network", Networking::cni),
          each("NetworkPolicy", "who may talk to whom", Networking::networkPolicy),
          rule("Dns", "more than a patch of DNS, or its records", Networking::dns),
          each("LoadBalancer", "how a Service is reached from outside", Networking::loadBalancer),
          each("CrdDeleted", "a CRD that goes", Crds::deleted),
          each("CrdVersionRemoved", "a version that is no longer served", Crds::versionRemoved),
          each("CrdStorage", "storage version, scope, names or conversion", Crds::storageOrScope),
          each("CrdTightened", "a schema that takes less than before", Crds::tightened),
          each("CrdAddedOrWidened", "a CRD that is new or takes more", Crds::addedOrWidened),
          rule("ControllerUpgrade", "a known controller by a minor", Operators::controllerUpgrade),
          rule("ControllerByRights", "the same, of unknown names", Operators::controllerByRights),
          each("ClusterUpgrade", "Talos or Kubernetes", Operators::clusterUpgrade),
          rule("AppVersion", "an app by a minor (Low) or a major", Operators::appVersion),
          rule("NodeDaemon", "a DaemonSet with rights on the nodes", Nodes::nodeDaemon),
          rule("NodeSoftware", "known software on the nodes", Nodes::nodeSoftware),
          each("FluxScope", "what a Kustomization applies, where and as whom", FluxScoping::scope),
          each("FluxPrune", "a Kustomization that goes", FluxScoping::kustomizationDeleted),
          rule("FluxMove", "an object that changes its Kustomization", FluxScoping::movedAndPruned),
          rule("FluxOtherSource", "a Kustomization past this gate", FluxScoping::otherSource),
          each("RbacWidened", "a role that allows more", Rbac::rolesWidened),
          each("RbacBound", "a role that is given to more", Rbac::bound),
          each("Webhook", "an admission webhook", ClusterWide::webhook),
          each("AdmissionPolicy", "an admission policy", ClusterWide::admissionPolicy),
          each("ClusterKind", "APIServices, StorageClasses and the like", ClusterWide::clusterKind),
          each("PriorityClass", "which pods give way", ClusterWide::priorityClass),
          each("Namespace", "labels of a namespace", ClusterWide::namespace),
          each("Volume", "a volume that exists", Data::volume),
          rule("StatefulSet", "pods that hold data", Data::statefulSet),
          rule("Database", "a database's or storage's own kinds", Data::database),
          rule("StorageSystem", "disks and drivers", Data::storageSystem),
          rule("Deletion", "whatever Flux will delete", Data::deletion),
          rule("Headgate", "Headgate, its kinds and policies", OwnKinds::headgate),
          rule("Flux", "Flux itself", OwnKinds::flux),
          rule("GatedSource", "what this gate stands on", OwnKinds::gatedSource),
          rule("FloatingInput", "what moves without a commit", Unknowns::floatingInputs),
          rule("LiveUnknown", "a live that cannot be rendered", Unknowns::liveUnknown),
          rule("NewGap", "what comes from outside the tree", Unknowns::newGaps),
          rule("GoneGap", "what came from outside and goes", Unknowns::goneGaps),
          rule("Uncovered", "files or charts that nobody rendered", Unknowns::uncovered),
          rule("Size", "many objects at once", Unknowns::size));

  private StandardPolicy() {}
}
