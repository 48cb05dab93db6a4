package dev.headgate.runtime.apply;

import static org.awaitility.Awaitility.await;

import dev.headgate.local.LocalCluster;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An account that may do everything, but little at a time: its requests are a priority level of
 * their own with about one in 200 of the seats and no queue, so that the API server turns away
 * (429) what comes beside the first few.
 */
record NarrowAccount(LocalCluster cluster, String namespace) implements AutoCloseable {

  private static final String NAME = "narrow";

  /** Returns when the API server goes by it. */
  static NarrowAccount on(LocalCluster cluster, String namespace) {
    var account = new NarrowAccount(cluster, namespace);
    cluster.client().load(account.objects()).serverSideApply();
    await("the API server knows the priority level")
        .atMost(Duration.ofSeconds(30))
        .until(() -> account.sample("apiserver_flowcontrol_nominal_limit_seats") > 0);
    return account;
  }

  String kubeconfig() {
    return cluster.kubeconfigFor(namespace, NAME);
  }

  /** Its requests that were answered with 429, as the API server counts them. */
  int turnedAway() {
    return sample("apiserver_flowcontrol_rejected_requests_total");
  }

  /** The sum of that metric over the lines about this priority level. */
  private int sample(String metric) {
    var line =
        Pattern.compile(
            "(?m)^%s\\{[^}]*priority_level=\"%s\"[^}]*} (\\S+)$".formatted(metric, NAME));
    return line.matcher(cluster.client().raw("/metrics"))
        .results()
        .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
        .sum();
  }

  @Override
  public void close() {
    cluster.client().load(objects()).delete();
  }

  /** The flow schema before its priority level: when that is known, both are. */
  private ByteArrayInputStream objects() {
    return new ByteArrayInputStream(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %1$s, namespace: %2$s}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: ServiceAccount, name: %1$s, namespace: %2$s}]
        ---
        apiVersion: flowcontrol.apiserver.k8s.io/v1
        kind: FlowSchema
        metadata: {name: %1$s}
        spec:
          priorityLevelConfiguration: {name: %1$s}
          matchingPrecedence: 10
          rules:
          - subjects: [{kind: ServiceAccount, serviceAccount: {name: %1$s, namespace: %2$s}}]
            resourceRules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"], clusterScope: true, namespaces: ["*"]}]
            nonResourceRules: [{nonResourceURLs: ["*"], verbs: ["*"]}]
        ---
        apiVersion: flowcontrol.apiserver.k8s.io/v1
        kind: PriorityLevelConfiguration
        metadata: {name: %1$s}
        spec:
          type: Limited
          limited: {nominalConcurrencyShares: 1, borrowingLimitPercent: 0, limitResponse: {type: Reject}}
        """
            .formatted(NAME, namespace)
            .getBytes(StandardCharsets.UTF_8));
  }
}
