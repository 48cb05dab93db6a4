package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.core.sandbox.Claims;
import dev.headgate.runtime.sandbox.HostSide;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every ChangeSandbox claims its sandbox until it is gone, and every run until it has ended. */
record ClaimsOfHost(KubernetesClient client, RunningChanges running, SandboxMetrics metrics)
    implements HostSide {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimsOfHost.class);

  @Override
  public Claims claims() {
    var claims = new HashMap<String, String>();
    running.all().forEach(uid -> claims.put(uid, uid + " (its run is being stopped)"));
    try {
      for (var sandbox : client.resources(ChangeSandbox.class).inAnyNamespace().list().getItems()) {
        claims.put(
            Sandboxed.changeUid(sandbox),
            sandbox.getMetadata().getNamespace() + "/" + Sandboxed.holder(sandbox));
      }
    } catch (KubernetesClientException e) {
      return new Claims.Unknown("ChangeSandboxes cannot be listed (%d)".formatted(e.getCode()));
    }
    return new Claims.Known(claims);
  }

  @Override
  public void reclaiming(String changeUid) {
    LOG.warn(Orphans.RECLAIMING, "Inventory of change " + changeUid);
    metrics.reclaimed("Inventory");
  }
}
