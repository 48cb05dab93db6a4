package dev.headgate.chart;

import static dev.headgate.chart.Write.apply;
import static dev.headgate.chart.Write.delete;
import static dev.headgate.chart.Write.merge;
import static dev.headgate.chart.Write.patch;
import static dev.headgate.chart.Write.post;
import static dev.headgate.chart.Write.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The account of live dry runs with its own token and role tries to write in every way that people
 * have thought of. Whatever the role lets through, the policy denies; and after all of it the
 * cluster holds what it held before.
 */
@ExtendWith(RealClusters.class)
class DryRunWritesIT {

  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";
  private static final String MAP = MAPS + "/there";
  private static final String PODS = "/api/v1/namespaces/{ns}/pods";
  private static final String APPS = "/apis/apps/v1/namespaces/{ns}/deployments";
  private static final String APP = APPS + "/there";
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String FLUX =
      "/apis/source.toolkit.fluxcd.io/v1/namespaces/{ns}/gitrepositories";
  private static final String OURS = "/apis/headgate.dev/v1alpha1/namespaces/{ns}/";
  private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/";

  private static final String LABEL = "{\"metadata\": {\"labels\": {\"intruder\": \"was-here\"}}}";
  private static final String NEW_MAP = Intruders.CONFIG_MAP;

  private static KubernetesClient client;
  private static ApiServer account;
  private static LocalCluster cluster;
  private static String namespace;
  private static Map<String, String> before;

  @BeforeAll
  static void lookBefore(@Host LocalCluster host, TestNamespace ofTest) throws Exception {
    InstalledChart.in(host);
    cluster = host;
    namespace = ofTest.name();
    client = host.clientAs(Chart.NAMESPACE, "headgate-dry-run");
    account = ApiServer.of(client);
    Intruders.makeVictims(host.client(), namespace);
    before = Listing.of(host, namespace);
  }

  @AfterAll
  static void shouldHaveChangedNothing() throws Exception {
    client.close();
    assertThat(Listing.of(cluster, namespace)).isEqualTo(before).hasSizeGreaterThan(100);
  }

  /** It has the right to it, and it is for real. */
  static Stream<Write> deeds() {
    return Stream.of(
        post(MAPS, NEW_MAP).isForReal("CREATE of configmaps"),
        apply(MAPS + "/intruder?fieldManager=x", NEW_MAP).isForReal("CREATE of configmaps"),
        merge(MAP, LABEL).isForReal("UPDATE of configmaps"),
        merge(MAP, "{\"metadata\": {\"finalizers\": [\"a.b/c\"]}}")
            .isForReal("UPDATE of configmaps"),
        patch(MAP, "application/json-patch+json", Intruders.JSON_PATCH)
            .isForReal("UPDATE of configmaps"),
        patch(MAP, "application/strategic-merge-patch+json", LABEL)
            .isForReal("UPDATE of configmaps"),
        post(APPS, Intruders.DEPLOYMENT).isForReal("CREATE of deployments"),
        merge(APP, "{\"spec\": {\"replicas\": 3}}").isForReal("UPDATE of deployments"),
        apply(APP + "?fieldManager=kustomize-controller&force=true", Intruders.TAKEN_OVER)
            .isForReal("UPDATE of deployments"),
        post(PODS, Intruders.POD).isForReal("CREATE of pods"),
        post("/apis/batch/v1/namespaces/{ns}/jobs", Intruders.JOB).isForReal("CREATE of jobs"),
        post("/api/v1/namespaces/{ns}/serviceaccounts", Intruders.SERVICE_ACCOUNT)
            .isForReal("CREATE of serviceaccounts"),
        post("/api/v1/namespaces", Intruders.NAMESPACE).isForReal("CREATE of namespaces"),
        merge("/api/v1/namespaces/{ns}", LABEL).isForReal("UPDATE of namespaces"),
        post("/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies", Intruders.NETWORK_POLICY)
            .isForReal("CREATE of networkpolicies"),
        post(CRDS, Intruders.CRD).isForReal("CREATE of customresourcedefinitions"),
        merge(CRDS + "/promotiongates.headgate.dev", LABEL)
            .isForReal("UPDATE of customresourcedefinitions"),
        post("/apis/apiregistration.k8s.io/v1/apiservices", Intruders.API_SERVICE)
            .isForReal("CREATE of apiservices"),
        post(RBAC + "namespaces/{ns}/roles", Intruders.ROLE_IT_HAS).isForReal("CREATE of roles"),
        post(FLUX, Intruders.GIT_REPOSITORY).isForReal("CREATE of gitrepositories"),
        merge(FLUX + "/there", LABEL).isForReal("UPDATE of gitrepositories"),
        merge(FLUX + "/there/status", "{\"status\": {\"observedGeneration\": 9}}")
            .isForReal("UPDATE of gitrepositories/status"),
        post(OURS + "promotiongates", Intruders.GATE).isForReal("CREATE of promotiongates"),
        post(OURS + "changerequests", Intruders.CHANGE_REQUEST)
            .isForReal("CREATE of changerequests"));
  }

  /** What a caller may take for a dry run, and the API server does not. */
  static Stream<Write> spellings() {
    return Stream.of(
        post(MAPS + "?dryrun=All", NEW_MAP).isForReal("CREATE of configmaps"),
        post(MAPS + "?DryRun=All", NEW_MAP).isForReal("CREATE of configmaps"),
        post(MAPS + "?dryRun=All;pretty=true", NEW_MAP).isForReal("CREATE of configmaps"),
        post(MAPS, NEW_MAP + "\ndryRun: [All]").isForReal("CREATE of configmaps"),
        post(MAPS + "?dryRun=all", NEW_MAP).isRefused(422, "dryRun: Unsupported value: [\"all\"]"),
        post(MAPS + "?dryRun=true", NEW_MAP)
            .isRefused(422, "dryRun: Unsupported value: [\"true\"]"),
        post(MAPS + "?dryRun=", NEW_MAP).isRefused(422, "dryRun: Unsupported value: [\"\"]"),
        post(MAPS + "?dryRun=All&dryRun=None", NEW_MAP)
            .isRefused(422, "dryRun: Unsupported value: [\"All\",\"None\"]"),
        merge(MAP + "?dryRun=all", LABEL).isRefused(422, "dryRun: Unsupported value: [\"all\"]"));
  }

  /** What it is there for, and a question about itself, of which nothing is stored. */
  static Stream<Write> answered() {
    return Stream.of(
        post(MAPS + "?dryRun=All", NEW_MAP),
        post(MAPS + "?dryRun=All&dryRun=All", NEW_MAP),
        merge(MAP + "?dryRun=All", LABEL),
        apply(APP + "?dryRun=All&fieldManager=x&force=true", Intruders.TAKEN_OVER),
        apply(APPS + "/intruder?dryRun=All&fieldManager=x", Intruders.DEPLOYMENT),
        post(CRDS + "?dryRun=All", Intruders.CRD),
        post(FLUX + "?dryRun=All", Intruders.GIT_REPOSITORY),
        post(OURS + "promotiongates?dryRun=All", Intruders.GATE),
        post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Intruders.REVIEW));
  }

  /** The role knows create and patch of what Flux applies, and nothing else. */
  static Stream<Write> rights() {
    return Stream.of(
        put(MAP, NEW_MAP).hasNoRightTo("update", "configmaps"),
        put(MAP + "?dryRun=All", NEW_MAP).hasNoRightTo("update", "configmaps"),
        delete(MAP, "").hasNoRightTo("delete", "configmaps"),
        delete(MAP + "?dryRun=All", "").hasNoRightTo("delete", "configmaps"),
        delete(MAPS, "{\"dryRun\": [\"All\"]}").hasNoRightTo("deletecollection", "configmaps"),
        delete("/api/v1/namespaces/{ns}", "").hasNoRightTo("delete", "namespaces"),
        put("/api/v1/namespaces/{ns}/finalize", Intruders.NAMESPACE)
            .hasNoRightTo("update", "namespaces/finalize"),
        merge(APP + "/scale", "{\"spec\": {\"replicas\": 3}}")
            .hasNoRightTo("patch", "deployments/scale"),
        merge(APP + "/status", LABEL).hasNoRightTo("patch", "deployments/status"),
        post(PODS + "/there/eviction", Intruders.EVICTION).hasNoRightTo("create", "pods/eviction"),
        post(PODS + "/there/binding", Intruders.BINDING).hasNoRightTo("create", "pods/binding"),
        post(PODS + "/there/exec?command=ls&stdout=true", "{}").hasNoRightTo("create", "pods/exec"),
        merge(PODS + "/there/ephemeralcontainers", LABEL)
            .hasNoRightTo("patch", "pods/ephemeralcontainers"),
        post("/api/v1/namespaces/{ns}/serviceaccounts/default/token", Intruders.TOKEN_REQUEST)
            .hasNoRightTo("create", "serviceaccounts/token"),
        post("/api/v1/namespaces/{ns}/secrets", Intruders.SECRET).hasNoRightTo("create", "secrets"),
        post("/api/v1/namespaces/{ns}/secrets?dryRun=All", Intruders.SECRET)
            .hasNoRightTo("create", "secrets"),
        post("/api/v1/namespaces/{ns}/events", "{}").hasNoRightTo("create", "events"),
        merge("/api/v1/nodes/any", LABEL).hasNoRightTo("patch", "nodes"),
        post(POLICIES + "validatingadmissionpolicies", "{}")
            .hasNoRightTo("create", "validatingadmissionpolicies"),
        merge(POLICIES + "validatingadmissionpolicies/headgate-dry-run-only", LABEL)
            .hasNoRightTo("patch", "validatingadmissionpolicies"),
        delete(POLICIES + "validatingadmissionpolicybindings/headgate-dry-run-only", "")
            .hasNoRightTo("delete", "validatingadmissionpolicybindings"),
        post(POLICIES + "mutatingwebhookconfigurations", "{}")
            .hasNoRightTo("create", "mutatingwebhookconfigurations"),
        post(OURS + "changeapprovals", "{}").hasNoRightTo("create", "changeapprovals"),
        merge(OURS + "promotiongates/there/status", "{}")
            .hasNoRightTo("patch", "promotiongates/status"),
        post(RBAC + "namespaces/{ns}/roles", Intruders.ROLE_IT_HAS_NOT)
            .isRefused(403, "is attempting to grant RBAC permissions not currently held"),
        post(RBAC + "namespaces/{ns}/rolebindings?dryRun=All", Intruders.ADMIN_BINDING)
            .isRefused(403, "is attempting to grant RBAC permissions not currently held"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"deeds", "spellings", "answered", "rights"})
  void shouldWriteNothing(Write write) throws Exception {
    write.assertFate(account.ask(write.in(namespace)));
  }
}
