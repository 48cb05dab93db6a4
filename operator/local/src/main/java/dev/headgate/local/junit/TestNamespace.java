package dev.headgate.local.junit;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A namespace of one test, empty when the test begins and deleted, without waiting for it, when it
 * ends.
 *
 * @param cluster the one that it is in
 * @param name says which test it belongs to
 */
public record TestNamespace(LocalCluster cluster, String name) implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final int MAX_HINT = 40;

  /** Returns when pods can be made in it, which needs its default service account. */
  static TestNamespace create(LocalCluster cluster, String hint) {
    var namespace = new TestNamespace(cluster, name(hint, COUNTER.incrementAndGet()));
    var client = cluster.client();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace.name())
                .endMetadata()
                .build())
        .create();
    client
        .serviceAccounts()
        .inNamespace(namespace.name())
        .withName("default")
        .waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
    return namespace;
  }

  private static String name(String hint, int number) {
    var words =
        hint.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return "t%d-%s"
        .formatted(number, words.substring(0, Math.min(words.length(), MAX_HINT)))
        .replaceAll("-+$", "");
  }

  @Override
  public void close() {
    cluster.client().namespaces().withName(name).delete();
  }
}
