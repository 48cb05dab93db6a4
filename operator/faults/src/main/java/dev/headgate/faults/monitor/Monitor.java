package dev.headgate.faults.monitor;

import dev.headgate.faults.proxy.Upstream;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches everything that matters in a run, as the administrator and past all doors, from before
 * the first operator starts. Nothing of the operator's own code is used.
 */
public final class Monitor implements AutoCloseable {

  private static final List<String> OWN =
      List.of("promotiongates", "changerequests", "changesandboxes", "changeapprovals");
  private static final List<String> INSIDE = List.of("configmaps", "secrets");

  private final History history = new History();
  private final List<Watching> watchings = new ArrayList<>();

  /** An API server, and the token that opens all of it. */
  public record Cluster(Upstream server, String token) {}

  public Monitor(Cluster host, Cluster sandbox, String namespace) {
    var in = "/namespaces/" + namespace + "/";
    for (var kind : OWN) {
      watch(host, "host", "/apis/headgate.dev/v1alpha1" + in + kind);
    }
    watch(host, "host", "/apis/source.toolkit.fluxcd.io/v1" + in + "gitrepositories");
    watch(host, "host", "/apis/kustomize.toolkit.fluxcd.io/v1" + in + "kustomizations");
    watch(host, "host", "/apis/events.k8s.io/v1" + in + "events");
    watch(host, "host", "/api/v1" + in + "configmaps");
    watch(
        host,
        "host",
        "/apis/coordination.k8s.io/v1/namespaces/headgate-system/leases"
            + "?labelSelector=headgate.dev/sandbox");
    for (var kind : INSIDE) {
      watch(sandbox, "sandbox", "/api/v1/" + kind + "?labelSelector=headgate.dev/change");
    }
  }

  /** All so far; returns when everything that is there now is among it. */
  public List<Seen> seen() {
    watchings.forEach(Watching::catchUp);
    return history.inOrder();
  }

  @Override
  public void close() {
    watchings.forEach(Watching::close);
  }

  private void watch(Cluster cluster, String name, String path) {
    watchings.add(new Watching(cluster.server(), cluster.token(), name, path, history));
  }
}
