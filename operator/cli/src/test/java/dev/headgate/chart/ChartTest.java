package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  private static final String DEFAULTS = "{}";
  private static final String EVERYTHING =
      """
      clusterName: home
      serviceMonitor: {enabled: true, labels: {release: prometheus}}
      prometheusRule: {enabled: true, alertLabels: {team: platform}}
      dashboard: {enabled: true}
      sandbox: {kubeconfigSecrets: [{name: dev}, {name: vc-sbx, namespace: vcluster}, {name: other}]}
      """;
  private static final List<String> POLICIES =
      List.of(
          "headgate-approval",
          "headgate-attempts",
          "headgate-dry-run-only",
          "headgate-guard",
          "headgate-head",
          "headgate-sandboxes",
          "headgate-status",
          "headgate-writes");

  private final Chart chart = Chart.ofThisRepository();

  @Test
  void shouldPassHelmsOwnLint() {
    assertThat(chart.helm().lint()).isEmpty();
  }

  @Test
  void shouldExplainEveryValueInItsReadme() {
    // given
    var readme = chart.file("README.md");

    // when
    var values = Chart.valuesOf(chart.file("values.yaml")).keySet();

    // then
    assertThat(values).allSatisfy(key -> assertThat(readme).containsPattern("`" + key + "[`.]"));
  }

  @Test
  void shouldDenyWithEveryPolicyAndFailClosed() {
    // when
    var objects = chart.render(DEFAULTS);

    // then
    assertThat(names(objects, "ValidatingAdmissionPolicy"))
        .containsExactlyInAnyOrderElementsOf(POLICIES);
    for (var name : POLICIES) {
      var policy = Chart.one(objects, "ValidatingAdmissionPolicy", name);
      var binding = Chart.one(objects, "ValidatingAdmissionPolicyBinding", name);
      assertThat(Chart.<String>at(policy, "spec", "failurePolicy")).isEqualTo("Fail");
      assertThat(Chart.<List<String>>at(binding, "spec", "validationActions"))
          .containsExactly("Deny");
      assertThat(Chart.<String>at(binding, "spec", "policyName")).isEqualTo(name);
      assertThat(binding.<Object>get("spec", "matchResources"))
          .as("%s must select nothing away", name)
          .isNull();
    }
  }

  @Test
  void shouldSayItsVersionOnEveryPolicyAndBinding() {
    // when
    var objects = chart.render(DEFAULTS);

    // then
    assertThat(objects)
        .filteredOn(each -> each.getKind().startsWith("ValidatingAdmissionPolicy"))
        .hasSize(2 * POLICIES.size())
        .allSatisfy(
            each ->
                assertThat(each.getMetadata().getAnnotations())
                    .containsEntry("headgate.dev/policy-version", "1"));
  }

  @Test
  void shouldRunUnderTheRestrictedPodSecurityStandard() {
    // when
    var pod =
        Chart.<Map<String, Object>>at(
            Chart.one(chart.render(DEFAULTS), "Deployment", "headgate"),
            "spec",
            "template",
            "spec");

    // then
    assertThat(pod)
        .extracting("securityContext")
        .isEqualTo(
            Map.of(
                "runAsNonRoot", true,
                "runAsUser", 65532,
                "runAsGroup", 65532,
                "fsGroup", 65532,
                "seccompProfile", Map.of("type", "RuntimeDefault")));
    assertThat(container(pod))
        .extracting("securityContext")
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation", false,
                "readOnlyRootFilesystem", true,
                "capabilities", Map.of("drop", List.of("ALL"))));
    assertThat(container(pod)).containsKeys("resources", "livenessProbe", "readinessProbe");
  }

  @Test
  void shouldStartTheOperatorWithItsOwnNamespaceAndClusterName() {
    // when
    var pod =
        Chart.<Map<String, Object>>at(
            Chart.one(chart.render("clusterName: home"), "Deployment", "headgate"),
            "spec",
            "template",
            "spec");

    // then
    assertThat(container(pod))
        .extracting("args")
        .isEqualTo(
            List.of(
                "--namespace=flux-system",
                "--health-port=8080",
                "--kustomize=/usr/local/bin/kustomize",
                "--helm=/usr/local/bin/helm",
                "--work-dir=/tmp",
                "--dry-run-service-account=headgate-dry-run",
                "--probe-service-account=headgate-probe",
                "--cluster-name=home"));
  }

  @Test
  void shouldTellTheOperatorOfPrometheusAndLetItGoThere() {
    // when
    var objects = chart.render("probes: {prometheusUrl: 'http://prometheus.monitoring.svc:9090'}");

    // then
    var pod =
        Chart.<Map<String, Object>>at(
            Chart.one(objects, "Deployment", "headgate"), "spec", "template", "spec");
    assertThat(container(pod))
        .extracting("args")
        .asInstanceOf(LIST)
        .contains("--prometheus=http://prometheus.monitoring.svc:9090");
    assertThat(
            Chart.<List<Map<String, Object>>>at(
                    Chart.one(objects, "NetworkPolicy", "headgate"), "spec", "egress")
                .getLast())
        .isEqualTo(Map.of("ports", List.of(Map.of("port", 9090, "protocol", "TCP"))));
  }

  @Test
  void shouldPreferADigestToATag() {
    // given
    var digest = "sha256:" + "0123456789abcdef".repeat(4);

    // when
    var objects = chart.render("image: {repository: r, tag: t, digest: \"%s\"}".formatted(digest));

    // then
    assertThat(
            Chart.<String>at(
                Chart.one(objects, "Deployment", "headgate"),
                "spec",
                "template",
                "spec",
                "containers",
                0,
                "image"))
        .isEqualTo("r@" + digest);
  }

  @Test
  void shouldLeaveOutWhatNeedsOtherPeoplesKindsUnlessAskedFor() {
    assertThat(kinds(chart.render(DEFAULTS))).doesNotContain("ServiceMonitor", "PrometheusRule");
    assertThat(kinds(chart.render(EVERYTHING))).contains("ServiceMonitor", "PrometheusRule");
  }

  @Test
  void shouldShipTheAlertsThatPromtoolTestsWithTheNameOfTheCluster() {
    // when
    var rule = Chart.one(chart.render(EVERYTHING), "PrometheusRule", "headgate");

    // then
    var alerts =
        Chart.<List<Map<String, Object>>>at(rule, "spec", "groups", 0, "rules").stream().toList();
    assertThat(alerts)
        .extracting("alert")
        .containsExactly(
            "HeadgateGateFailed",
            "HeadgateHeldLongerThanPlanned",
            "HeadgateBypassed",
            "HeadgateVerificationFailed",
            "HeadgateGateStalled",
            "HeadgatePinNotLanding",
            "HeadgateAbsent");
    assertThat(alerts)
        .extracting("labels")
        .allSatisfy(
            labels ->
                assertThat(labels)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("cluster", "home")
                    .containsEntry("team", "platform")
                    .containsKey("severity"));
  }

  @Test
  void shouldReadKubeconfigsInTheNamespacesThatWereNamedAndNowhereElse() {
    // when
    var objects = chart.render(EVERYTHING);

    // then
    assertThat(objects)
        .filteredOn(each -> each.getMetadata().getName().equals("headgate-sandbox-kubeconfigs"))
        .filteredOn(each -> each.getKind().equals("Role"))
        .extracting(
            each -> each.getMetadata().getNamespace(),
            each -> Chart.<Object>at(each, "rules", 0, "resourceNames"),
            each -> Chart.<Object>at(each, "rules", 0, "verbs"))
        .containsExactlyInAnyOrder(
            tuple("flux-system", List.of("dev", "other"), List.of("get")),
            tuple("vcluster", List.of("vc-sbx"), List.of("get")));
  }

  @Test
  void shouldGiveNoRightsToCopyIntoSandboxesUnlessAskedFor() {
    assertThat(names(chart.render(DEFAULTS), "ClusterRole"))
        .doesNotContain("headgate-sandbox-facts");
    assertThat(names(chart.render(DEFAULTS), "Role")).doesNotContain("headgate-sandbox-copies");
    assertThat(
            Chart.<Object>at(
                Chart.one(
                    chart.render("sandbox: {fromHost: {secrets: [{name: a}, {name: b}]}}"),
                    "Role",
                    "headgate-sandbox-copies"),
                "rules",
                0,
                "resourceNames"))
        .isEqualTo(List.of("a", "b"));
  }

  @Test
  void shouldLetOnlySandboxesWithFluxFetchTrees() {
    // when
    var objects = chart.render("sandbox: {flux: {enabled: true, namespaces: [vcluster-dev]}}");

    // then
    assertThat(ingress(chart.render(DEFAULTS))).hasSize(1);
    assertThat(ingress(objects).getLast())
        .isEqualTo(
            Map.of(
                "ports",
                List.of(Map.of("port", 9790, "protocol", "TCP")),
                "from",
                List.of(
                    Map.of(
                        "namespaceSelector",
                        Map.of(
                            "matchExpressions",
                            List.of(
                                Map.of(
                                    "key",
                                    "kubernetes.io/metadata.name",
                                    "operator",
                                    "In",
                                    "values",
                                    List.of("vcluster-dev"))))))));
  }

  private static List<Map<String, Object>> ingress(List<GenericKubernetesResource> objects) {
    return Chart.at(Chart.one(objects, "NetworkPolicy", "headgate"), "spec", "ingress");
  }

  @Test
  void shouldGiveNoRightsForVclustersUnlessAskedFor() {
    // given
    var asked = "sandbox: {vcluster: {enabled: true}}";

    // then
    assertThat(names(chart.render(DEFAULTS), "ClusterRole")).doesNotContain("headgate-sandboxes");
    assertThat(names(chart.render(asked), "ValidatingAdmissionPolicy"))
        .contains("headgate-sandbox-writes");
    assertThat(
            Chart.<List<Map<String, List<String>>>>at(
                    Chart.one(chart.render(asked), "ClusterRole", "headgate-sandboxes"), "rules")
                .stream()
                .filter(rule -> rule.getOrDefault("verbs", List.of()).contains("bind"))
                .map(rule -> rule.get("resourceNames")))
        .containsExactly(List.of("headgate-sandbox-installer", "headgate-sandbox-reader"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headgate",
        "headgate-dry-run",
        "headgate-view",
        "headgate-approve",
        "headgate-sandbox-access"
      })
  void shouldGrantNoWildcardVerbAndNoRightToGrantRights(String role) {
    assertThat(verbs(Chart.one(chart.render(DEFAULTS), "ClusterRole", role)))
        .isNotEmpty()
        .doesNotContain("*", "escalate", "bind", "impersonate", "bypass", "deletecollection");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a typo                         | sandbx: {}                                                                          | sandbx",
        "admission policies             | dryRun: {extraRules: [{apiGroups: [admissionregistration.k8s.io], resources: [x]}]} | /dryRun/extraRules/0/apiGroups/0",
        "every group                    | dryRun: {extraRules: [{apiGroups: ['*'], resources: [x]}]}                          | /dryRun/extraRules/0/apiGroups/0",
        "Secrets                        | dryRun: {extraRules: [{apiGroups: [''], resources: [secrets]}]}                     | /dryRun/extraRules/0/resources/0",
        "all of the core group          | dryRun: {extraRules: [{apiGroups: [apps, ''], resources: ['*']}]}                   | /dryRun/extraRules/0/resources/0",
        "a subresource                  | dryRun: {rules: [{apiGroups: [''], resources: [serviceaccounts/token]}]}            | /dryRun/rules/0/resources/0",
        "no account of Flux             | flux: {serviceAccounts: []}                                                         | /flux/serviceAccounts",
        "a bare name as Flux's account  | flux: {serviceAccounts: [kustomize-controller]}                                     | /flux/serviceAccounts/0",
        "a name that is none            | sandbox: {kubeconfigSecrets: [{name: 'A b'}]}                                       | /sandbox/kubeconfigSecrets/0/name",
        "a range of chart versions      | sandbox: {vcluster: {chart: {version: '0.36.x'}}}                                   | /sandbox/vcluster/chart/version",
        "a digest that is none          | image: {digest: 'sha256:1'}                                                         | /image/digest",
        "a switch that does not exist   | policies: {guard: false}                                                            | guard",
        "a Prometheus with a password   | probes: {prometheusUrl: 'http://a:b@prometheus:9090'}                                | /probes/prometheusUrl",
        "a cluster name with a space    | clusterName: my home                                                                | /clusterName",
      })
  void shouldRefuse(String what, String values, String named) {
    assertThatThrownBy(() -> chart.render(values))
        .as(what)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(named);
  }

  private static Map<String, Object> container(Map<String, Object> pod) {
    return pod.get("containers") instanceof List<?> all && all.getFirst() instanceof Map<?, ?> first
        ? first.entrySet().stream()
            .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), e -> (Object) e.getValue()))
        : Map.of();
  }

  private static List<String> verbs(GenericKubernetesResource role) {
    return Chart.<List<Map<String, List<String>>>>at(role, "rules").stream()
        .flatMap(rule -> rule.getOrDefault("verbs", List.of()).stream())
        .toList();
  }

  private static List<String> names(List<GenericKubernetesResource> objects, String kind) {
    return objects.stream()
        .filter(each -> each.getKind().equals(kind))
        .map(each -> each.getMetadata().getName())
        .toList();
  }

  private static List<String> kinds(List<GenericKubernetesResource> objects) {
    return objects.stream().map(GenericKubernetesResource::getKind).toList();
  }
}
