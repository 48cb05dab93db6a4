package dev.headgate.core.ground;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The classes and Secrets that objects name. What is optional is not needed. */
final class References {

  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private final SortedSet<ObjectKey> classes = new TreeSet<>();
  private final SortedMap<ObjectKey, SecretNeed> secrets = new TreeMap<>();

  private References() {}

  static References of(Collection<Manifest> manifests) {
    var references = new References();
    manifests.forEach(references::collect);
    return references;
  }

  SortedSet<ObjectKey> classes() {
    return Collections.unmodifiableSortedSet(classes);
  }

  SortedMap<ObjectKey, SecretNeed> secrets() {
    return Collections.unmodifiableSortedMap(secrets);
  }

  private void collect(Manifest manifest) {
    var key = manifest.key();
    var spec = manifest.content().path("spec");
    var namespace = key.namespace().isEmpty() ? "default" : key.namespace();
    switch (key.group() + "/" + key.kind()) {
      case "/Pod" -> pod(namespace, spec);
      case "apps/Deployment",
          "apps/StatefulSet",
          "apps/DaemonSet",
          "apps/ReplicaSet",
          "batch/Job" -> {
        pod(namespace, spec.at("/template/spec"));
        spec.path("volumeClaimTemplates").forEach(claim -> claim(claim.path("spec")));
      }
      case "batch/CronJob" -> pod(namespace, spec.at("/jobTemplate/spec/template/spec"));
      case "/PersistentVolumeClaim" -> claim(spec);
      case "/ServiceAccount" -> pullSecrets(namespace, manifest.content());
      case "networking.k8s.io/Ingress" -> ingress(namespace, spec);
      case "gateway.networking.k8s.io/Gateway" -> gateway(namespace, spec);
      default -> {
        // names nothing that we know of
      }
    }
  }

  private void pod(String namespace, JsonNode pod) {
    named("scheduling.k8s.io", "PriorityClass", pod.path("priorityClassName"));
    named("node.k8s.io", "RuntimeClass", pod.path("runtimeClassName"));
    pullSecrets(namespace, pod);
    for (var field : CONTAINERS) {
      for (JsonNode container : pod.path(field)) {
        container
            .path("envFrom")
            .forEach(from -> secret(namespace, from.path("secretRef"), "name"));
        for (JsonNode variable : container.path("env")) {
          var ref = variable.at("/valueFrom/secretKeyRef");
          secret(namespace, ref, "name", ref.path("key").asText());
        }
      }
    }
    for (JsonNode volume : pod.path("volumes")) {
      files(namespace, volume.path("secret"), "secretName");
      volume
          .at("/projected/sources")
          .forEach(source -> files(namespace, source.path("secret"), "name"));
    }
  }

  /** Without items all keys are files, and nobody says which. */
  private void files(String namespace, JsonNode source, String field) {
    secret(
        namespace,
        source,
        field,
        source
            .path("items")
            .valueStream()
            .map(item -> item.path("key").asText())
            .toArray(String[]::new));
  }

  private void pullSecrets(String namespace, JsonNode holder) {
    for (JsonNode ref : holder.path("imagePullSecrets")) {
      need(namespace, ref.path("name"), SecretNeed.REGISTRY, ".dockerconfigjson");
    }
  }

  private void claim(JsonNode spec) {
    named("storage.k8s.io", "StorageClass", spec.path("storageClassName"));
  }

  private void ingress(String namespace, JsonNode spec) {
    named("networking.k8s.io", "IngressClass", spec.path("ingressClassName"));
    spec.path("tls").forEach(tls -> certificate(namespace, tls.path("secretName")));
  }

  private void gateway(String namespace, JsonNode spec) {
    named("gateway.networking.k8s.io", "GatewayClass", spec.path("gatewayClassName"));
    for (JsonNode listener : spec.path("listeners")) {
      for (JsonNode ref : listener.at("/tls/certificateRefs")) {
        if (ref.path("kind").asText("Secret").equals("Secret")) {
          certificate(ref.path("namespace").asText(namespace), ref.path("name"));
        }
      }
    }
  }

  private void certificate(String namespace, JsonNode name) {
    need(namespace, name, SecretNeed.TLS, "tls.crt", "tls.key");
  }

  private void secret(String namespace, JsonNode ref, String field, String... keys) {
    if (!ref.path("optional").asBoolean(false)) {
      need(namespace, ref.path(field), SecretNeed.OPAQUE, keys);
    }
  }

  private void need(String namespace, JsonNode name, String type, String... keys) {
    if (!name.asText("").isEmpty()) {
      secrets.merge(
          new ObjectKey("", "Secret", namespace, name.asText()),
          new SecretNeed(type, new TreeSet<>(List.of(keys))),
          SecretNeed::and);
    }
  }

  private void named(String group, String kind, JsonNode name) {
    if (!name.asText("").isEmpty()) {
      classes.add(new ObjectKey(group, kind, "", name.asText()));
    }
  }
}
