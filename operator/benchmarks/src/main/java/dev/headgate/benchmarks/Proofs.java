package dev.headgate.benchmarks;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.Manifests;
import dev.headgate.api.v1alpha1.Result;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** ChangeRequests with inline manifests that carry no risk, and when their verdicts were seen. */
final class Proofs implements AutoCloseable {

  private static final int CREATED_AT_ONCE = 16;

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Long> judgedAt = new ConcurrentHashMap<>();
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private final SharedIndexInformer<ChangeRequest> informer;

  private Proofs(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    informer = client.resources(ChangeRequest.class).inNamespace(namespace).inform(new Verdicts());
  }

  /** In a namespace that is made if it is not there. */
  static Proofs in(KubernetesClient client, String namespace) {
    Yaml.apply(client, Yaml.namespace(namespace));
    return new Proofs(client, namespace);
  }

  /** Creates one and returns how long it took until its verdict was seen. */
  Duration prove(String name) throws InterruptedException {
    var began = System.nanoTime();
    create(name);
    await(name);
    return Duration.ofNanos(judgedAt.getOrDefault(name, began) - began);
  }

  void create(String name) {
    client.resource(request(name)).create();
  }

  /** Until it is judged, which must be Passed. */
  void await(String name) throws InterruptedException {
    Waiting.until(name + " is judged", () -> judgedAt.containsKey(name));
    if (results.get(name) != Result.PASSED) {
      throw new IllegalStateException("%s is %s".formatted(name, results.get(name)));
    }
  }

  /** Creates all, many at once, and returns how long it took until the last verdict was seen. */
  Duration proveAll(List<String> names) throws InterruptedException {
    var began = System.nanoTime();
    var permits = new Semaphore(CREATED_AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var name : names) {
        permits.acquire();
        threads.execute(
            () -> {
              try {
                create(name);
              } finally {
                permits.release();
              }
            });
      }
    }
    for (var name : names) {
      await(name);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  boolean isJudged(String name) {
    return judgedAt.containsKey(name);
  }

  @Override
  public void close() {
    informer.close();
  }

  private ChangeRequest request(String name) {
    var request = new ChangeRequest();
    request.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    request.setSpec(
        new ChangeRequestSpec(
            "another value",
            null,
            null,
            inline(Yaml.configMap(name, "two")),
            inline(Yaml.configMap(name, "one")),
            null,
            List.of(),
            null,
            false));
    return request;
  }

  private Manifests inline(String configMap) {
    var placed = configMap.replace("metadata: {", "metadata: {namespace: " + namespace + ", ");
    return new Manifests(null, null, placed);
  }

  /** Writes down when the first verdict of each was seen. */
  private final class Verdicts implements ResourceEventHandler<ChangeRequest> {
    @Override
    public void onAdd(ChangeRequest request) {
      var status = request.getStatus();
      if (status != null && status.verdict() != null) {
        var name = request.getMetadata().getName();
        results.put(name, status.verdict().result());
        judgedAt.putIfAbsent(name, System.nanoTime());
      }
    }

    @Override
    public void onUpdate(ChangeRequest before, ChangeRequest after) {
      onAdd(after);
    }

    @Override
    public void onDelete(ChangeRequest request, boolean finalStateUnknown) {
      // what was seen was seen
    }
  }
}
