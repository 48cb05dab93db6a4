package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The account of live dry runs, with its own token. Where it says so it is cluster-admin, so that
 * nothing but the policy stands in its way.
 */
@ExtendWith(RealClusters.class)
class DryRunIT {
  private static final String ACCOUNT = "headgate-dry-run";
  private static final Person PERSON = Person.serviceAccount(Chart.NAMESPACE, ACCOUNT);
  private static final Person OMNIPOTENT = PERSON.in("system:masters");
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private static KubernetesClient account;

  private Requests as;
  private String namespace;

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    account = cluster.clientAs(Chart.NAMESPACE, ACCOUNT);
  }

  @AfterAll
  static void closeClient() {
    account.close();
  }

  @BeforeEach
  void makeObjects(@Host LocalCluster cluster, TestNamespace ofTest) {
    as = new Requests(cluster);
    namespace = ofTest.name();
    as.admin().resource(configMap("there")).create();
    as.admin()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("there")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }

  @Test
  void shouldTryWithItsOwnRightsWhatFluxWouldApply() {
    // when
    var tried =
        account
            .resource(configMap("there"))
            .patch(
                new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("kustomize-controller")
                    .withForce(true)
                    .withDryRun(List.of("All"))
                    .build());

    // then
    assertThat(tried.getData()).containsEntry("a", "b");
    assertThat(as.admin().resource(configMap("there")).get().getMetadata().getManagedFields())
        .noneMatch(each -> "kustomize-controller".equals(each.getManager()));
  }

  @Test
  void shouldNotCreateAnythingWithItsOwnRights() {
    assertThat(Attempt.of(() -> account.resource(configMap("new")).create()).message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-dry-run-only'",
            PERSON.user()
                + " may only make dry runs (policy headgate-dry-run-only): CREATE of configmaps was for real");
  }

  @Test
  void shouldHaveNoBusinessWithSecretsAndAdmissionPolicies() {
    // given
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName("s")
            .withNamespace(namespace)
            .endMetadata()
            .build();
    var policy =
        new ValidatingAdmissionPolicyBuilder()
            .withNewMetadata()
            .withName("headgate-dry-run-only")
            .endMetadata()
            .build();

    // then
    assertThat(
            Stream.of(
                Attempt.of(() -> account.resource(secret).dryRun().create()),
                Attempt.of(() -> account.resource(secret).get()),
                Attempt.of(() -> account.resource(policy).get()),
                Attempt.of(() -> account.resource(policy).dryRun().delete())))
        .allSatisfy(attempt -> assertThat(attempt.message()).contains("cannot"));
  }

  @Test
  void shouldNotEvenTryToGrantWhatItHasNot() {
    // given
    var takeover =
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName("takeover")
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
            .addNewSubject("rbac.authorization.k8s.io", "User", PERSON.user(), null)
            .build();

    // then
    assertThat(Attempt.of(() -> account.resource(takeover).dryRun().create()).message())
        .contains("is attempting to grant RBAC permissions not currently held");
  }

  static Stream<Arguments> deeds() {
    return Stream.of(
        deed(
            "CREATE of configmaps", (client, ns) -> client.resource(configMap(ns, "new")).create()),
        deed(
            "UPDATE of configmaps",
            (client, ns) ->
                client.resource(configMap(ns, "there")).patch(MERGE, "{\"data\": {\"a\": \"c\"}}")),
        deed(
            "CREATE of configmaps",
            (client, ns) ->
                client.resource(configMap(ns, "new")).fieldManager("x").serverSideApply()),
        deed(
            "DELETE of configmaps",
            (client, ns) -> client.resource(configMap(ns, "there")).delete()),
        deed("DELETE of pods", (client, ns) -> client.pods().inNamespace(ns).delete()),
        deed(
            "CREATE of pods/eviction",
            (client, ns) ->
                client.raw(
                    "/api/v1/namespaces/%s/pods/there/eviction".formatted(ns),
                    "POST",
                    """
                    {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "there"}}
                    """)),
        deed(
            "CREATE of pods/binding",
            (client, ns) ->
                client.raw(
                    "/api/v1/namespaces/%s/pods/there/binding".formatted(ns),
                    "POST",
                    """
                    {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "there"}, "target": {"name": "n"}}
                    """)),
        deed(
            "CREATE of serviceaccounts/token",
            (client, ns) ->
                client.raw(
                    "/api/v1/namespaces/%s/serviceaccounts/default/token".formatted(ns),
                    "POST",
                    """
                    {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}
                    """)),
        deed(
            "CONNECT of pods/exec",
            (client, ns) ->
                client.raw(
                    "/api/v1/namespaces/%s/pods/there/exec?command=ls&stdout=true".formatted(ns),
                    "POST",
                    "{}")),
        deed(
            "UPDATE of namespaces/status",
            (client, ns) ->
                client
                    .namespaces()
                    .withName(ns)
                    .subresource("status")
                    .patch(MERGE, "{\"status\": {\"phase\": \"Active\"}}")),
        deed("DELETE of namespaces", (client, ns) -> client.namespaces().withName(ns).delete()),
        deed(
            "CREATE of clusterrolebindings",
            (client, ns) ->
                client
                    .resource(
                        new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName("takeover")
                            .endMetadata()
                            .withNewRoleRef(
                                "rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                            .build())
                    .create()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deeds")
  void shouldDoNothingForRealThoughItWereClusterAdmin(String deed, Deed how) {
    // when
    var attempt = as.attempt(OMNIPOTENT, client -> how.run(client, namespace));

    // then
    assertThat(attempt.message())
        .contains(
            "may only make dry runs (policy headgate-dry-run-only): " + deed + " was for real");
  }

  private ConfigMap configMap(String name) {
    return configMap(namespace, name);
  }

  private static ConfigMap configMap(String namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .addToData("a", "b")
        .build();
  }

  private static Arguments deed(String name, Deed how) {
    return Arguments.of(name, how);
  }

  /** Something that changes the cluster. */
  interface Deed {
    void run(KubernetesClient client, String namespace);
  }
}
