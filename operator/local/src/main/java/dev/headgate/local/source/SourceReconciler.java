package dev.headgate.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the status of one source up to date. */
record SourceReconciler(KubernetesClient client, Storage storage, Function<String, Faults> faults) {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReconciler.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Returns when to look again. */
  Duration reconcile(SourceKind kind, String namespace, String name) {
    try {
      var source =
          client
              .genericKubernetesResources(kind.resources())
              .inNamespace(namespace)
              .withName(name)
              .get();
      return source == null ? Duration.ofHours(1) : reconcile(kind, source);
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("source", namespace + "/" + name)
          .setCause(e)
          .log("Cannot reconcile a source");
      return RETRY;
    }
  }

  private Duration reconcile(SourceKind kind, GenericKubernetesResource object) {
    var json = client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
    var meta = object.getMetadata();
    var source =
        new Source(
            kind, meta.getNamespace(), meta.getName(), json.path("spec"), json.path("status"));
    if (!source.spec().path("suspend").asBoolean()) {
      var outcome =
          switch (kind) {
            case GIT_REPOSITORY -> new GitSource(storage).publish(source);
            case OCI_REPOSITORY ->
                new OciSource(storage, faults.apply(source.namespace())).publish(source);
          };
      new SourceStatus(client, storage, object, source).write(outcome);
    }
    return GoDuration.parse(source.spec().path("interval").asText());
  }
}
