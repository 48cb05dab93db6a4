package dev.headgate.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** A namespace for one measurement, gone with all that is in it before the next begins. */
final class Room {

  /** What is done in one. */
  interface Work<T> {
    T in() throws InterruptedException;
  }

  private Room() {}

  static <T> T with(KubernetesClient client, String namespace, Work<T> work)
      throws InterruptedException {
    Yaml.apply(client, Yaml.namespace(namespace));
    try {
      return work.in();
    } finally {
      client.namespaces().withName(namespace).delete();
      Waiting.until(
          namespace + " is gone", () -> client.namespaces().withName(namespace).get() == null);
      Thread.sleep(Duration.ofSeconds(1));
    }
  }
}
