package dev.headgate.runtime.kube;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;

/** The kinds of Flux that Headgate reads, as generic resources: Flux may add fields at any time. */
public final class FluxKinds {

  public static final String SOURCE_GROUP = "source.toolkit.fluxcd.io";
  public static final String KUSTOMIZE_GROUP = "kustomize.toolkit.fluxcd.io";

  public static final ResourceDefinitionContext GIT_REPOSITORY =
      context(SOURCE_GROUP, "GitRepository", "gitrepositories");
  public static final ResourceDefinitionContext OCI_REPOSITORY =
      context(SOURCE_GROUP, "OCIRepository", "ocirepositories");
  public static final ResourceDefinitionContext KUSTOMIZATION =
      context(KUSTOMIZE_GROUP, "Kustomization", "kustomizations");

  private static final List<ResourceDefinitionContext> SOURCES =
      List.of(GIT_REPOSITORY, OCI_REPOSITORY);

  private FluxKinds() {}

  /** How to read sources of a kind, where Headgate can. */
  public static Optional<ResourceDefinitionContext> source(String kind) {
    return SOURCES.stream().filter(context -> context.getKind().equals(kind)).findFirst();
  }

  public static String apiVersion(ResourceDefinitionContext context) {
    return context.getGroup() + "/" + context.getVersion();
  }

  private static ResourceDefinitionContext context(String group, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
