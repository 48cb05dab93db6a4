package dev.headgate.local.source;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;

/**
 * The kinds of source that the stand-in plays, with the words that source-controller has for them.
 */
enum SourceKind {
  GIT_REPOSITORY("GitRepository", "gitrepositories", "revision"),
  OCI_REPOSITORY("OCIRepository", "ocirepositories", "digest");

  private final String kind;
  private final String plural;

  /** What is stored, in the message of Ready. */
  private final String noun;

  SourceKind(String kind, String plural, String noun) {
    this.kind = kind;
    this.plural = plural;
    this.noun = noun;
  }

  ResourceDefinitionContext resources() {
    return new ResourceDefinitionContext.Builder()
        .withGroup("source.toolkit.fluxcd.io")
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }

  String stored(String revision) {
    return "stored artifact for %s '%s'".formatted(noun, revision);
  }

  /** Where artifacts of a source lie. */
  String path(String namespace, String name, String file) {
    return "%s/%s/%s/%s.tar.gz".formatted(kind.toLowerCase(Locale.ROOT), namespace, name, file);
  }
}
