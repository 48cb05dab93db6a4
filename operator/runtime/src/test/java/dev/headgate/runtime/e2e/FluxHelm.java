package dev.headgate.runtime.e2e;

import dev.headgate.core.Limits;
import dev.headgate.core.tree.Revision;
import dev.headgate.local.Folders;
import dev.headgate.local.HelmChart;
import dev.headgate.local.helm.HelmStandIn;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.artifact.ArtifactFetcher;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.kube.FluxKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays Flux's helm-controller in one namespace of a sandbox: installs charts that lie in the tree,
 * which it fetches as Flux would, with Helm's own code.
 */
final class FluxHelm implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FluxHelm.class);
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  private final KubernetesClient client;
  private final String namespace;
  private final ArtifactFetcher fetcher = new ArtifactFetcher(Limits.STANDARD);
  private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();

  private FluxHelm(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static FluxHelm in(KubernetesClient client, String namespace) {
    var helm = new FluxHelm(client, namespace);
    var _ = helm.worker.scheduleWithFixedDelay(helm::look, 0, 300, TimeUnit.MILLISECONDS);
    return helm;
  }

  private void look() {
    try {
      for (var release :
          client
              .genericKubernetesResources(HelmStandIn.RELEASES)
              .inNamespace(namespace)
              .list()
              .getItems()) {
        if (release.getMetadata().getDeletionTimestamp() == null && !isSeen(release)) {
          reconcile(release);
        }
      }
    } catch (KubernetesClientException | IOException e) {
      LOG.debug("looks again soon", e);
    }
  }

  private static boolean isSeen(GenericKubernetesResource release) {
    Number observed = release.get("status", "observedGeneration");
    return observed != null && observed.longValue() == release.getMetadata().getGeneration();
  }

  private void reconcile(GenericKubernetesResource release) throws IOException {
    var folder = Files.createTempDirectory("headgate-flux-helm-");
    try {
      unpack(release.get("spec", "chart", "spec", "sourceRef", "name"), folder);
      String chart = release.get("spec", "chart", "spec", "chart");
      install(release, new HelmChart(folder.resolve(chart).normalize()));
    } finally {
      Folders.delete(folder);
    }
  }

  private void install(GenericKubernetesResource release, HelmChart chart) {
    try {
      var values = release.<Map<String, Object>>get("spec", "values");
      var name = release.getMetadata().getName();
      for (var document : chart.render(name, namespace, values)) {
        client
            .load(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
            .items()
            .forEach(object -> apply(release, object));
      }
      say(release, "True", "InstallSucceeded", "Helm install succeeded for release " + name);
    } catch (IllegalStateException e) {
      say(release, "False", "InstallFailed", String.valueOf(e.getMessage()));
    }
  }

  /** Goes with its release, as an uninstall would have it. */
  private void apply(GenericKubernetesResource release, HasMetadata object) {
    object.getMetadata().setNamespace(namespace);
    object
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion(release.getApiVersion())
                    .withKind(release.getKind())
                    .withName(release.getMetadata().getName())
                    .withUid(release.getMetadata().getUid())
                    .build()));
    client.resource(object).forceConflicts().serverSideApply();
  }

  private void say(GenericKubernetesResource release, String ready, String reason, String message) {
    var generation = release.getMetadata().getGeneration();
    var condition =
        Map.of(
            "type", "Ready",
            "status", ready,
            "reason", reason,
            "message", message,
            "observedGeneration", generation,
            "lastTransitionTime", "2026-01-01T00:00:00Z");
    client
        .genericKubernetesResources(HelmStandIn.RELEASES)
        .inNamespace(namespace)
        .withName(release.getMetadata().getName())
        .subresource("status")
        .patch(
            MERGE,
            client
                .getKubernetesSerialization()
                .asJson(
                    Map.of(
                        "status",
                        Map.of(
                            "observedGeneration", generation, "conditions", List.of(condition)))));
  }

  private void unpack(String source, Path folder) throws IOException {
    var repository =
        client
            .genericKubernetesResources(FluxKinds.GIT_REPOSITORY)
            .inNamespace(namespace)
            .withName(source)
            .get();
    var artifact =
        new Artifact(
            repository.get("status", "artifact", "url"),
            repository.get("status", "artifact", "digest"),
            new Revision(repository.get("status", "artifact", "revision")));
    if (!(fetcher.fetch(artifact) instanceof FetchResult.Fetched(var tree))) {
      throw new IOException("the artifact is not served");
    }
    for (var file : tree.files().entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().content());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    fetcher.close();
  }
}
