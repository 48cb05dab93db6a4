package dev.headgate.faults.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.local.Lab;
import dev.headgate.local.source.LocalGit;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A namespace with Git and Flux, and how it is looked at and changed past all doors. */
final class Scene {

  static final String GATE = "cluster";
  static final String SOURCE = "flux-system";
  static final String ROOT = "cluster";
  static final String HEAD = GATE + "-head";

  static final ResourceDefinitionContext GATES = kind("headgate.dev", "v1alpha1", "PromotionGate");
  static final ResourceDefinitionContext REQUESTS =
      kind("headgate.dev", "v1alpha1", "ChangeRequest");
  static final ResourceDefinitionContext SANDBOXES =
      kind("headgate.dev", "v1alpha1", "ChangeSandbox", "changesandboxes");
  static final ResourceDefinitionContext APPROVALS =
      kind("headgate.dev", "v1alpha1", "ChangeApproval");
  static final ResourceDefinitionContext SOURCES =
      kind("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");
  static final ResourceDefinitionContext ROOTS =
      kind("kustomize.toolkit.fluxcd.io", "v1", "Kustomization");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lab lab;
  private final LocalGit git;

  Scene(Stage stage) {
    this.lab = stage.lab();
    this.git = LocalGit.init(stage.nextRepository());
  }

  String namespace() {
    return Stage.NAMESPACE;
  }

  LocalGit git() {
    return git;
  }

  KubernetesClient admin() {
    return lab.host().client();
  }

  KubernetesClient insideSandbox() {
    return lab.sandbox().client();
  }

  /** Lets the gate use the sandbox, if it may not yet. */
  void giveSandbox() {
    if (admin().secrets().inNamespace(namespace()).withName(Lab.SANDBOX_SECRET).get() == null) {
      lab.giveSandbox(namespace());
    }
  }

  /**
   * Takes everything away that a run leaves, whatever became of it, so that the next begins as the
   * first did.
   */
  void clear() {
    for (var kind : List.of(GATES, REQUESTS, SANDBOXES, APPROVALS, ROOTS, SOURCES)) {
      all(kind).delete();
    }
    admin().events().v1().events().inNamespace(namespace()).delete();
  }

  /** What nobody takes away, since its finalizer waits for an operator. */
  void force() {
    for (var kind : List.of(GATES, REQUESTS, SANDBOXES)) {
      list(kind)
          .toList()
          .forEach(
              one ->
                  all(kind)
                      .withName(one.at("/metadata/name").asText())
                      .patch(Deeds.MERGE, "{\"metadata\":{\"finalizers\":null}}"));
    }
  }

  boolean isEmpty() {
    return Stream.of(GATES, REQUESTS, SANDBOXES, APPROVALS, ROOTS, SOURCES)
        .allMatch(kind -> list(kind).findAny().isEmpty());
  }

  String sandboxKubeconfig() {
    return lab.sandbox().adminKubeconfigYaml();
  }

  /** Commits, and lets Flux's sources see it at once; returns the commit. */
  String commit(String message, Map<String, String> files) {
    var commit = git.commit(message, files);
    lab.sources().poke(namespace());
    return commit;
  }

  Path folder() {
    return git.folder();
  }

  void apply(String yaml) {
    apply(admin(), yaml);
  }

  static void apply(KubernetesClient client, String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  /** Does something as a person of that name. */
  <T> T as(String user, Function<KubernetesClient, T> deed) {
    var config =
        new ConfigBuilder(admin().getConfiguration())
            .withImpersonateUsername(user)
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      return deed.apply(client);
    }
  }

  NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> all(
      ResourceDefinitionContext kind) {
    return all(admin(), kind);
  }

  NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> all(
      KubernetesClient client, ResourceDefinitionContext kind) {
    return client.genericKubernetesResources(kind).inNamespace(namespace());
  }

  void askAgain(String request) {
    all(REQUESTS)
        .withName(request)
        .patch(
            Deeds.MERGE,
            "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"now\"}}}");
  }

  /** As it is stored now. */
  Optional<JsonNode> get(ResourceDefinitionContext kind, String name) {
    return Optional.ofNullable(all(kind).withName(name).get())
        .map(found -> JSON.convertValue(found, JsonNode.class));
  }

  Stream<JsonNode> list(ResourceDefinitionContext kind) {
    List<? extends GenericKubernetesResource> items =
        admin().genericKubernetesResources(kind).inNamespace(namespace()).list().getItems();
    return items.stream().map(found -> JSON.convertValue(found, JsonNode.class));
  }

  /** The commit in a field of an object; empty when it has none. */
  String commitAt(ResourceDefinitionContext kind, String name, String pointer) {
    return get(kind, name)
        .map(found -> found.at(pointer).asText(""))
        .map(revision -> revision.substring(revision.lastIndexOf(':') + 1))
        .orElse("");
  }

  private static ResourceDefinitionContext kind(String group, String version, String kind) {
    return kind(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s");
  }

  private static ResourceDefinitionContext kind(
      String group, String version, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
