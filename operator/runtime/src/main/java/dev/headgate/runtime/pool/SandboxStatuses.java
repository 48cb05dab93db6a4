package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.core.sandbox.Admission;
import dev.headgate.core.sandbox.Keep;
import dev.headgate.core.sandbox.Life;
import dev.headgate.runtime.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sandbox as its status. What was found once (its turn, its cluster) stays. */
final class SandboxStatuses {

  private SandboxStatuses() {}

  static ChangeSandboxStatus of(
      SandboxPass pass, Life life, int position, String reason, Instant now) {
    var before = pass.status();
    var granted = granted(life);
    var access =
        before
            .map(ChangeSandboxStatus::access)
            .or(() -> granted.isPresent() ? access(pass) : Optional.empty());
    return new ChangeSandboxStatus(
        pass.sandbox().getMetadata().getGeneration(),
        phase(pass, life),
        reason,
        position,
        template(pass, granted),
        before
            .map(ChangeSandboxStatus::site)
            .or(() -> granted.isPresent() ? pass.takenOver() : Optional.empty())
            .orElse(null),
        access.orElse(null),
        life instanceof Life.Leased leased
            ? leased.kubeSystemUid()
            : before.map(ChangeSandboxStatus::kubeSystemUid).orElse(null),
        before.map(ChangeSandboxStatus::admittedAt).orElse(granted.isPresent() ? now : null),
        before
            .map(ChangeSandboxStatus::startBy)
            .orElse(granted.map(Admission.Granted::startBy).orElse(null)),
        before.map(ChangeSandboxStatus::leasedAt).orElse(life instanceof Life.Leased ? now : null),
        before
            .map(ChangeSandboxStatus::expiresAt)
            .orElse(granted.map(Admission.Granted::expiresAt).orElse(null)),
        keptUntil(pass, life),
        conditions(pass, life, reason, now));
  }

  private static @Nullable Instant keptUntil(SandboxPass pass, Life life) {
    var asked = pass.sandbox().getSpec().keepUntil();
    return asked != null && life instanceof Life.Leased leased
        ? Keep.until(asked, leased.granted().expiresAt())
        : null;
  }

  private static SandboxPhase phase(SandboxPass pass, Life life) {
    return switch (life) {
      case Life.Leased leased when Sandboxed.isWarm(pass.sandbox()) -> SandboxPhase.WARM;
      case Life.Queued queued -> SandboxPhase.QUEUED;
      case Life.Creating creating -> SandboxPhase.CREATING;
      case Life.Connecting connecting -> SandboxPhase.CONNECTING;
      case Life.Leased leased -> SandboxPhase.LEASED;
      case Life.Broken broken -> SandboxPhase.BROKEN;
      case Life.Releasing releasing -> SandboxPhase.RELEASING;
      case Life.Gone gone -> SandboxPhase.RELEASING;
    };
  }

  private static Optional<Admission.Granted> granted(Life life) {
    return switch (life) {
      case Life.Creating(var granted) -> Optional.of(granted);
      case Life.Connecting(var granted) -> Optional.of(granted);
      case Life.Leased(var granted, var uid) -> Optional.of(granted);
      case Life.Queued queued -> Optional.empty();
      case Life.Broken broken -> Optional.empty();
      case Life.Releasing releasing -> Optional.empty();
      case Life.Gone gone -> Optional.empty();
    };
  }

  /** Written down when its turn has come, and never changed. */
  private static @Nullable SandboxTemplate template(
      SandboxPass pass, Optional<Admission.Granted> granted) {
    return pass.status()
        .map(ChangeSandboxStatus::template)
        .or(() -> granted.isPresent() ? pass.template() : Optional.empty())
        .orElse(null);
  }

  private static Optional<ChangeSandboxStatus.Access> access(SandboxPass pass) {
    return pass.plot()
        .map(plot -> pass.provider().access(plot))
        .map(ref -> new ChangeSandboxStatus.Access(ref.namespace(), ref.secret(), ref.key()));
  }

  /** Ready, and Reconciling or Stalled only while they are true, as kstatus reads them. */
  private static List<Condition> conditions(
      SandboxPass pass, Life life, String reason, Instant now) {
    var conditions =
        new Conditions(
            pass.status().map(ChangeSandboxStatus::conditions).orElse(List.of()),
            pass.sandbox().getMetadata().getGeneration(),
            now);
    var word = phase(pass, life).word();
    conditions.set("Ready", life instanceof Life.Leased, word, reason);
    switch (life) {
      case Life.Leased leased -> {}
      case Life.Broken broken -> conditions.set("Stalled", true, word, reason);
      case Life.Queued queued -> conditions.set("Reconciling", true, word, reason);
      case Life.Creating creating -> conditions.set("Reconciling", true, word, reason);
      case Life.Connecting connecting -> conditions.set("Reconciling", true, word, reason);
      case Life.Releasing releasing -> conditions.set("Reconciling", true, word, reason);
      case Life.Gone gone -> {}
    }
    return conditions.list();
  }
}
