package dev.headgate.benchmarks;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The least that tells when Deployments are available: one watch. */
final class Available {

  private Available() {}

  /** Returns at once when there are none. */
  static void await(KubernetesClient client, Pile objects) throws InterruptedException {
    if (objects.deployments() == 0) {
      return;
    }
    var missing = new CountDownLatch(objects.deployments());
    try (var _ =
        client.apps().deployments().inNamespace(objects.namespace()).watch(new Count(missing))) {
      missing.await();
    }
  }

  private static final class Count implements Watcher<Deployment> {
    private final CountDownLatch missing;
    private final Set<String> seen = new HashSet<>();

    Count(CountDownLatch missing) {
      this.missing = missing;
    }

    @Override
    public void eventReceived(Action action, Deployment deployment) {
      var conditions =
          deployment.getStatus() == null ? null : deployment.getStatus().getConditions();
      var isAvailable =
          conditions != null
              && conditions.stream()
                  .anyMatch(c -> c.getType().equals("Available") && c.getStatus().equals("True"));
      if (isAvailable && seen.add(deployment.getMetadata().getName())) {
        missing.countDown();
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException("the watch of Deployments ended", cause);
    }
  }
}
