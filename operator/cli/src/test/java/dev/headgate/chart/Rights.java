package dev.headgate.chart;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Locale;

/** Gives rights to people of the tests. */
record Rights(LocalCluster cluster) {
  private static final String EDITOR = "test-editor";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("test")
          .withForce(true)
          .build();

  /** Flux's and Headgate's kinds with their status, but not the verb bypass. */
  void mayEditEverything(Person person) {
    cluster
        .client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(EDITOR)
                .endMetadata()
                .addNewRule()
                .withApiGroups(
                    "source.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "headgate.dev")
                .withResources("*")
                .withVerbs("get", "list", "watch", "create", "update", "patch", "delete")
                .endRule()
                .build())
        .patch(APPLY);
    has(person, EDITOR);
  }

  /** Binds a ClusterRole, cluster-wide. */
  void has(Person person, String clusterRole) {
    cluster
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(nameOf(person, clusterRole))
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", clusterRole)
                .addNewSubject("rbac.authorization.k8s.io", "User", person.user(), null)
                .build())
        .patch(APPLY);
  }

  private static String nameOf(Person person, String clusterRole) {
    return "test-%s-%s"
        .formatted(person.user().replace(':', '-'), clusterRole)
        .toLowerCase(Locale.ROOT);
  }
}
