package dev.headgate.benchmarks;

import dev.headgate.local.Lab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gate that Headgate is not, as the negative control: it suspends the Kustomization at once
 * when the source shows a revision that nobody approved, and lets it go on when one is approved.
 */
record SuspendingGate(Lab lab) {

  private static final String NAMESPACE = "bench-suspend";
  private static final int RACES = 100;
  private static final Duration TIME_TO_TRY = Duration.ofSeconds(1);

  /** What came of it. */
  record Outcome(int races, long tried) {}

  /** One unapproved commit after the other, each with an approved one before it. */
  Outcome race(Path folder) throws InterruptedException {
    var client = lab.host().client();
    var git = LocalGit.init(folder);
    Yaml.apply(client, Yaml.namespace(NAMESPACE));
    var first = git.commit("the first", Home.small());
    Yaml.apply(client, Yaml.source(NAMESPACE, git.url()));
    Yaml.apply(client, Yaml.kustomization(NAMESPACE, "root", "./apps"));
    Set<String> approved = ConcurrentHashMap.newKeySet();
    approved.add(first);
    var unapproved = new ArrayList<String>();
    try (var shown = new Shown(client, NAMESPACE);
        var _ = watch(client, approved)) {
      Waiting.until("the first is applied", () -> shown.isTried(first));
      for (int number = 0; number < RACES; number++) {
        var bad = git.commit("unapproved " + number, Home.value("unapproved " + number));
        unapproved.add(bad);
        lab.sources().poke(NAMESPACE);
        Waiting.until("it is shown", () -> shown.isShown(bad));
        Thread.sleep(TIME_TO_TRY);
        var good = git.commit("approved " + number, Home.value("approved " + number));
        approved.add(good);
        lab.sources().poke(NAMESPACE);
        Waiting.until("the approved one is tried", () -> shown.isTried(good));
      }
      return new Outcome(RACES, shown.triedOf(unapproved));
    } finally {
      client.namespaces().withName(NAMESPACE).delete();
    }
  }

  private static Watch watch(KubernetesClient client, Set<String> approved) {
    return client
        .genericKubernetesResources(FluxKinds.GIT_REPOSITORY)
        .inNamespace(NAMESPACE)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource object) {
                FluxObject.of(object)
                    .artifact()
                    .map(artifact -> artifact.revision().commit())
                    .ifPresent(commit -> suspend(client, !approved.contains(commit)));
              }

              @Override
              public void onClose(WatcherException cause) {
                throw new IllegalStateException("the suspending gate lost its watch", cause);
              }
            });
  }

  private static void suspend(KubernetesClient client, boolean suspended) {
    Yaml.patch(
        client,
        FluxKinds.KUSTOMIZATION,
        NAMESPACE,
        "root",
        "{\"suspend\": %s}".formatted(suspended));
  }
}
