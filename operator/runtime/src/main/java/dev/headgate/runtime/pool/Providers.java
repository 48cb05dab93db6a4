package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.SandboxTemplate;
import org.jspecify.annotations.Nullable;

/** Which provider a template asks for. */
record Providers(Provider kubeconfig, Provider vcluster) {

  /** The schema lets exactly one be there. */
  Provider of(@Nullable SandboxTemplate template) {
    return template != null && template.vcluster() != null ? vcluster : kubeconfig;
  }
}
