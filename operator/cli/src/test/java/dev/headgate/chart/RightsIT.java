package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the accounts may do, as the API server's own authorizer says. */
@ExtendWith(RealClusters.class)
class RightsIT {
  private static final PatchContext DRY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("helm")
          .withFieldValidation("Strict")
          .withForce(true)
          .withDryRun(List.of("All"))
          .build();

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
  }

  @Test
  void shouldFindEveryObjectOfTheChartValidInAStrictDryRun(@Host LocalCluster cluster) {
    for (GenericKubernetesResource object :
        Chart.ofThisRepository().render(InstalledChart.VALUES)) {
      var namespace = object.getMetadata().getNamespace();
      assertThat(
              cluster
                  .client()
                  .resource(object)
                  .inNamespace(namespace == null ? Chart.NAMESPACE : namespace)
                  .patch(DRY))
          .as("%s %s", object.getKind(), object.getMetadata().getName())
          .isNotNull();
    }
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource(
      nullValues = "-",
      delimiterString = " ",
      value = {
        "headgate list promotiongates headgate.dev apps -",
        "headgate create changerequests headgate.dev apps -",
        "headgate patch changerequests/status headgate.dev apps -",
        "headgate watch changeapprovals headgate.dev apps -",
        "headgate watch sandboxpools headgate.dev apps -",
        "headgate create changesandboxes headgate.dev apps -",
        "headgate patch changesandboxes/status headgate.dev apps -",
        "headgate patch sandboxpools/status headgate.dev apps -",
        "headgate delete namespaces - - hg-sbx-1",
        "headgate patch networkpolicies networking.k8s.io hg-sbx-1 -",
        "headgate bind clusterroles rbac.authorization.k8s.io - headgate-sandbox-reader",
        "headgate delete helmreleases helm.toolkit.fluxcd.io flux-system hg-sbx-1",
        "headgate get endpointslices discovery.k8s.io default kubernetes",
        "headgate patch gitrepositories source.toolkit.fluxcd.io apps -",
        "headgate create ocirepositories source.toolkit.fluxcd.io apps -",
        "headgate watch ocirepositories source.toolkit.fluxcd.io apps -",
        "headgate delete ocirepositories source.toolkit.fluxcd.io apps -",
        "headgate watch kustomizations kustomize.toolkit.fluxcd.io apps -",
        "headgate patch kustomizations kustomize.toolkit.fluxcd.io apps -",
        "headgate watch helmcharts source.toolkit.fluxcd.io apps -",
        "headgate get configmaps - apps -",
        "headgate create events events.k8s.io apps -",
        "headgate patch leases coordination.k8s.io flux-system -",
        "headgate create serviceaccounts/token - flux-system headgate-dry-run",
        "headgate get secrets - flux-system dev",
        "headgate get namespaces - - kube-system",
        "headgate get secrets - default copied",
        "headgate get namespaces - - apps",
        "headgate get customresourcedefinitions apiextensions.k8s.io - -",
        "headgate get priorityclasses scheduling.k8s.io - important",
        "headgate get storageclasses storage.k8s.io - fast",
        "headgate get ingressclasses networking.k8s.io - internal",
        "headgate get runtimeclasses node.k8s.io - kata",
        "headgate get gatewayclasses gateway.networking.k8s.io - envoy",
        "headgate get validatingadmissionpolicies admissionregistration.k8s.io - headgate-guard",
        "headgate get validatingadmissionpolicies admissionregistration.k8s.io - headgate-attempts",
        "headgate create serviceaccounts/token - flux-system headgate-probe",
        "headgate-probe get services/proxy - flux-system web",
        "headgate-probe get deployments apps apps web",
        "headgate-probe get certificates cert-manager.io apps web",
        "headgate-dry-run patch deployments apps apps -",
        "headgate-dry-run create helmreleases helm.toolkit.fluxcd.io apps -",
        "headgate-dry-run get customresourcedefinitions apiextensions.k8s.io - -",
        "headgate-dry-run delete configmaps - flux-system headgate-dry-run-self-test",
      })
  void shouldBeAllowed(
      String account,
      String verb,
      String resource,
      String group,
      String namespace,
      String name,
      @Host LocalCluster cluster) {
    assertThat(isAllowed(cluster, account, verb, resource, group, namespace, name)).isTrue();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource(
      nullValues = "-",
      delimiterString = " ",
      value = {
        "headgate get secrets - flux-system -",
        "headgate get secrets - flux-system flux-system",
        "headgate list secrets - flux-system -",
        "headgate get secrets - apps dev",
        "headgate get secrets - default other",
        "headgate get secrets - apps copied",
        "headgate patch customresourcedefinitions apiextensions.k8s.io - -",
        "headgate list priorityclasses scheduling.k8s.io - -",
        "headgate get persistentvolumes - - -",
        "headgate list configmaps - apps -",
        "headgate create kustomizations kustomize.toolkit.fluxcd.io apps -",
        "headgate update kustomizations kustomize.toolkit.fluxcd.io apps -",
        "headgate delete kustomizations kustomize.toolkit.fluxcd.io apps -",
        "headgate patch kustomizations/status kustomize.toolkit.fluxcd.io apps -",
        "headgate patch gitrepositories/status source.toolkit.fluxcd.io apps -",
        "headgate patch ocirepositories/status source.toolkit.fluxcd.io apps -",
        "headgate patch buckets source.toolkit.fluxcd.io apps -",
        "headgate create changeapprovals headgate.dev apps -",
        "headgate create promotiongates headgate.dev apps -",
        "headgate delete promotiongates headgate.dev apps -",
        "headgate bypass promotiongates headgate.dev apps cluster",
        "headgate create pods - flux-system -",
        "headgate patch deployments apps flux-system headgate",
        "headgate get leases coordination.k8s.io kube-system -",
        "headgate create serviceaccounts/token - flux-system kustomize-controller",
        "headgate create serviceaccounts/token - apps headgate-dry-run",
        "headgate patch sandboxpools headgate.dev apps -",
        "headgate get secrets - hg-sbx-1 vc-sbx",
        "headgate delete networkpolicies networking.k8s.io apps -",
        "headgate bind clusterroles rbac.authorization.k8s.io - cluster-admin",
        "headgate create helmreleases helm.toolkit.fluxcd.io apps -",
        "headgate list nodes - - -",
        "headgate get endpointslices discovery.k8s.io default other",
        "headgate-sandbox get secrets - hg-sbx-1 -",
        "headgate patch validatingadmissionpolicies admissionregistration.k8s.io - headgate-guard",
        "headgate impersonate users - - -",
        "headgate-probe get services/proxy - apps web",
        "headgate-probe create services/proxy - flux-system web",
        "headgate-probe get pods/proxy - flux-system web",
        "headgate-probe get secrets - flux-system -",
        "headgate-probe list deployments apps flux-system -",
        "headgate-probe patch deployments apps flux-system web",
        "headgate-dry-run get services/proxy - flux-system web",
        "headgate get services/proxy - flux-system web",
        "headgate-dry-run get secrets - apps -",
        "headgate-dry-run patch secrets - apps -",
        "headgate-dry-run list configmaps - apps -",
        "headgate-dry-run delete configmaps - apps -",
        "headgate-dry-run delete configmaps - apps headgate-dry-run-self-test",
        "headgate-dry-run delete configmaps - flux-system -",
        "headgate-dry-run create serviceaccounts/token - flux-system headgate",
        "headgate-dry-run create pods/exec - apps -",
        "headgate-dry-run get validatingadmissionpolicies admissionregistration.k8s.io - -",
        "headgate-dry-run patch mutatingwebhookconfigurations admissionregistration.k8s.io - -",
        "headgate-dry-run escalate clusterroles rbac.authorization.k8s.io - -",
        "headgate-dry-run bind clusterroles rbac.authorization.k8s.io - cluster-admin",
      })
  void shouldNotBeAllowed(
      String account,
      String verb,
      String resource,
      String group,
      String namespace,
      String name,
      @Host LocalCluster cluster) {
    assertThat(isAllowed(cluster, account, verb, resource, group, namespace, name)).isFalse();
  }

  private static boolean isAllowed(
      LocalCluster cluster,
      String account,
      String verb,
      String resource,
      String group,
      String namespace,
      String name) {
    var slash = resource.indexOf('/');
    var person = Person.serviceAccount(Chart.NAMESPACE, account);
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(person.user())
            .withGroups(person.groups())
            .withNewResourceAttributes()
            .withVerb(verb)
            .withResource(slash < 0 ? resource : resource.substring(0, slash))
            .withSubresource(slash < 0 ? null : resource.substring(slash + 1))
            .withGroup(group)
            .withNamespace(namespace)
            .withName(name)
            .endResourceAttributes()
            .endSpec()
            .build();
    return cluster
        .client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }
}
