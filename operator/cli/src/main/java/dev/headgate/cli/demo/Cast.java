package dev.headgate.cli.demo;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;

/**
 * Who else is in the clusters: the sandbox's kubeconfig, and Alice, who may edit Flux's sources.
 */
final class Cast {

  static final String ALICE = "alice";

  private Cast() {}

  static void enter(LocalCluster host) {
    host.client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ALICE)
                .withNamespace("default")
                .endMetadata()
                .build())
        .create();
    host.client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName("edit-sources")
                .endMetadata()
                .addNewRule()
                .withApiGroups("source.toolkit.fluxcd.io")
                .withResources("*")
                .withVerbs("*")
                .endRule()
                .build())
        .create();
    host.client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("alice-edits-sources")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "edit-sources")
                .addNewSubject("", "ServiceAccount", ALICE, "default")
                .build())
        .create();
  }
}
