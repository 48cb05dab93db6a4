package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.core.sandbox.Admission;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.Holder;
import dev.headgate.core.sandbox.Leftovers;
import dev.headgate.core.sandbox.Life;
import dev.headgate.core.sandbox.LifeFacts;
import dev.headgate.core.sandbox.Site;
import dev.headgate.runtime.proof.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts of one pass over a sandbox, each read when its state is reached: nobody looks at a site
 * whose turn has not come.
 */
final class SandboxPass {

  /**
   * Of a kubeconfig that a gate names without a pool: the deadline of the proof, which is the
   * holder, comes long before.
   */
  private static final Duration WITHOUT_POOL = Duration.ofHours(24);

  private final ChangeSandbox sandbox;
  private final Optional<SandboxPool> pool;
  private final Parts parts;

  SandboxPass(ChangeSandbox sandbox, Optional<SandboxPool> pool, Parts parts) {
    this.sandbox = sandbox;
    this.pool = pool;
    this.parts = parts;
  }

  /** What passes read from. */
  record Parts(
      Holders holders,
      Queues queues,
      Providers providers,
      Heirs heirs,
      Jobs<Contact> contacts,
      RunningChanges running) {}

  ChangeSandbox sandbox() {
    return sandbox;
  }

  Optional<ChangeSandboxStatus> status() {
    return Optional.ofNullable(sandbox.getStatus());
  }

  LifeFacts facts(Life life) throws InterruptedException {
    var deleted = sandbox.getMetadata().getDeletionTimestamp() != null;
    var recorded = status().map(ChangeSandboxStatus::kubeSystemUid);
    return new LifeFacts(
        deleted,
        deleted ? new Holder.Wanting() : parts.holders().of(sandbox, pool),
        admission(),
        life instanceof Life.Creating && recorded.isEmpty()
            ? look()
            : new Site.InMaking("not looked at"),
        life instanceof Life.Connecting && recorded.isEmpty()
            ? contact()
            : new Contact.Pending("not asked"),
        recorded,
        parts.running().contains(sandbox),
        life instanceof Life.Releasing ? leftovers() : new Leftovers.Some("not looked at"),
        Optional.ofNullable(sandbox.getSpec().keepUntil()));
  }

  /** What was written down when its turn came stands, whatever becomes of the pool. */
  private Admission admission() {
    var recorded =
        status()
            .filter(status -> status.template() != null)
            .flatMap(
                status ->
                    Optional.ofNullable(status.startBy())
                        .flatMap(
                            startBy ->
                                Optional.ofNullable(status.expiresAt())
                                    .map(expiry -> new Admission.Granted(startBy, expiry))));
    if (recorded.isPresent()) {
      return recorded.get();
    }
    var ref = sandbox.getSpec().poolRef();
    if (ref == null) {
      var end = Instant.parse(sandbox.getMetadata().getCreationTimestamp()).plus(WITHOUT_POOL);
      return new Admission.Granted(end, end);
    }
    return pool.map(found -> Pools.admission(found, sandbox, parts.queues()))
        .orElseGet(
            () -> new Admission.Waiting(0, "SandboxPool %s is not there".formatted(ref.name())));
  }

  /** What it is to be made of: what was written down, else what pool or gate say now. */
  Optional<SandboxTemplate> template() {
    return status()
        .map(ChangeSandboxStatus::template)
        .or(
            () ->
                Optional.ofNullable(sandbox.getSpec().kubeconfig())
                    .map(kubeconfig -> new SandboxTemplate(kubeconfig, null)))
        .or(() -> pool.map(found -> found.getSpec().template()));
  }

  Optional<Plot> plot() {
    return template().map(known -> new Plot(sandbox, known, Sandboxed.home(sandbox), site()));
  }

  /** The UID of the warm one that it took over. */
  Optional<String> takenOver() {
    return status()
        .map(ChangeSandboxStatus::site)
        .or(() -> pool.flatMap(found -> Pools.site(found, sandbox)));
  }

  private String site() {
    return takenOver().orElse(sandbox.getMetadata().getUid());
  }

  Provider provider() {
    return parts.providers().of(template().orElse(null));
  }

  private Site look() throws InterruptedException {
    var plot = plot();
    return plot.isPresent()
        ? provider().look(plot.get())
        : new Site.InMaking("what it is made of is not known");
  }

  private Contact contact() {
    return parts
        .contacts()
        .result(contactJob(), Duration.ZERO, e -> new Contact.Pending("asking failed: " + e))
        .orElseGet(() -> new Contact.Pending("it is being asked whether it is ready"));
  }

  /**
   * Nothing was made before a template was written down, and what was handed over is somebody
   * else's.
   */
  private Leftovers leftovers() throws InterruptedException {
    if (Sandboxed.isWarm(sandbox) && parts.heirs().isHandedOver(sandbox, pool)) {
      return new Leftovers.None();
    }
    var isBegun =
        status().map(ChangeSandboxStatus::template).isPresent() || takenOver().isPresent();
    return isBegun && plot().isPresent()
        ? provider().leftovers(plot().get())
        : new Leftovers.None();
  }

  String contactJob() {
    return sandbox.getMetadata().getUid() + " contact";
  }
}
