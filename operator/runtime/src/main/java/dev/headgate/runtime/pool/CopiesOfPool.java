package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.FromHost;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.api.v1alpha1.StandIns;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.ground.Copies;
import dev.headgate.core.ground.Copies.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pool of a sandbox said, as it was when its turn came, in the words of the core. */
final class CopiesOfPool {

  private static final FromHost NOTHING = new FromHost(false, List.of(), List.of());
  private static final StandIns NOBODY = new StandIns(false, false);

  private CopiesOfPool() {}

  /** A kubeconfig that a gate names without a pool gets nothing. */
  static Copies of(ChangeSandbox sandbox) {
    var pool = sandbox.getSpec().poolRef();
    var status = sandbox.getStatus();
    if (pool == null || status == null || status.template() == null) {
      return Copies.NONE;
    }
    var home = Sandboxed.home(sandbox);
    return of(status.template(), home + "/" + pool.name(), home);
  }

  private static Copies of(SandboxTemplate template, String pool, String home) {
    if (template.fromHost() == null && template.standIns() == null) {
      return Copies.NONE;
    }
    var from = Optional.ofNullable(template.fromHost()).orElse(NOTHING);
    var standIns = Optional.ofNullable(template.standIns()).orElse(NOBODY);
    var maps =
        from.configMaps().stream()
            .map(map -> new Named(key("ConfigMap", map.namespace(), map.name(), home), true));
    var secrets =
        from.secrets().stream()
            .map(
                secret ->
                    new Named(
                        key("Secret", secret.namespace(), secret.name(), home),
                        secret.values() == FromHost.Values.REAL));
    return new Copies(
        pool,
        home,
        from.facts(),
        Stream.concat(maps, secrets).toList(),
        standIns.secrets(),
        standIns.addresses());
  }

  private static ObjectKey key(String kind, @Nullable String namespace, String name, String home) {
    return new ObjectKey("", kind, namespace == null ? home : namespace, name);
  }
}
