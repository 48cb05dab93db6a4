package dev.headgate.runtime.e2e;

import dev.headgate.local.source.LocalGit;
import dev.headgate.local.source.LocalRegistry;
import dev.headgate.runtime.kube.FluxKinds;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Where Flux gets a world's commits from, and by which digits a pin names them. */
enum Upstream {
  GIT,
  /** Each commit is pushed as {@link #TAG}. */
  OCI;

  static final String TAG = "latest";

  ResourceDefinitionContext kind() {
    return this == GIT ? FluxKinds.GIT_REPOSITORY : FluxKinds.OCI_REPOSITORY;
  }

  /** The spec of a source that follows it, as YAML in one line, but for the interval. */
  String spec(LocalGit git) {
    return this == GIT
        ? "url: \"%s\", ref: {branch: main}".formatted(git.url())
        : "url: \"%s\", ref: {tag: %s}".formatted(LocalRegistry.beside(git).url(), TAG);
  }

  /** Lets Flux have a commit; returns its SHA, or the digits of its digest. */
  String publish(LocalGit git, String commit) {
    return this == GIT ? commit : digits(LocalRegistry.beside(git).push(TAG, commit));
  }

  /** As an unpinned source writes it. */
  String revision(String digits) {
    return this == GIT ? "main@sha1:" + digits : TAG + "@sha256:" + digits;
  }

  static String digits(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
