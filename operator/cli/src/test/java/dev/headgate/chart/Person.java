package dev.headgate.chart;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Somebody who talks to the API server, played by impersonation. */
record Person(String user, List<String> groups) {

  static Person named(String user, String... groups) {
    return new Person(user, List.of(groups));
  }

  /** With the groups that the API server gives to service accounts. */
  static Person serviceAccount(String namespace, String name) {
    return new Person(
        "system:serviceaccount:%s:%s".formatted(namespace, name),
        List.of(
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace,
            "system:authenticated"));
  }

  /** The same one as a member of one more group. */
  Person in(String group) {
    return new Person(user, Stream.concat(groups.stream(), Stream.of(group)).toList());
  }

  /** The caller closes it. */
  KubernetesClient talkingTo(LocalCluster cluster) {
    var config =
        new ConfigBuilder(cluster.client().getConfiguration())
            .withImpersonateUsername(user)
            .withImpersonateGroups(groups.toArray(String[]::new))
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
