package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the status of one GitRepository up to date. */
record SourceReconciler(KubernetesClient client, ArtifactServer server, Faults faults) {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReconciler.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Returns when to look again. */
  Duration reconcile(String namespace, String name) {
    try {
      var source =
          client
              .genericKubernetesResources(SourceStandIn.GIT_REPOSITORIES)
              .inNamespace(namespace)
              .withName(name)
              .get();
      return source == null ? Duration.ofHours(1) : reconcile(source);
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("source", namespace + "/" + name)
          .setCause(e)
          .log("Cannot reconcile a source");
      return RETRY;
    }
  }

  private Duration reconcile(GenericKubernetesResource source) {
    var object = client.getKubernetesSerialization().convertValue(source, ObjectNode.class);
    var spec = object.path("spec");
    if (!spec.path("suspend").asBoolean()) {
      new SourceStatus(client, source, object.path("status")).write(outcome(source, spec));
    }
    return GoDuration.parse(spec.path("interval").asText());
  }

  private SourceStatus.Outcome outcome(GenericKubernetesResource source, JsonNode spec) {
    try {
      return publish(source, spec);
    } catch (GitFailedException | IllegalArgumentException e) {
      return new SourceStatus.Failed(
          "failed to checkout and determine revision: " + e.getMessage());
    }
  }

  private SourceStatus.Published publish(GenericKubernetesResource source, JsonNode spec) {
    var git = new Git(localFolder(spec.path("url").asText()));
    var reference = GitReference.of(spec);
    var sha = reference.resolve(git);
    var archive = faults.published(GitArchive.of(git, sha));
    var path =
        "gitrepository/%s/%s/%s.tar.gz"
            .formatted(source.getMetadata().getNamespace(), source.getMetadata().getName(), sha);
    server.put(path, archive);
    return new SourceStatus.Published(
        reference.revision(sha),
        "sha256:" + sha256(archive),
        path,
        server.url(path),
        archive.length);
  }

  private static Path localFolder(String url) {
    var uri = URI.create(url);
    if (!"localhost".equals(uri.getHost())) {
      throw new IllegalArgumentException(
          "spec.url is %s; only ssh://localhost/<folder> is served".formatted(url));
    }
    return Path.of(uri.getPath());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
