package dev.headgate.core.risk;

import dev.headgate.core.change.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a risk demands before a revision may be promoted.
 *
 * @param deadline of the whole proof, from its start
 */
public record Plan(
    RiskLevel level, SandboxNeed sandbox, Duration soak, int approvals, Duration deadline) {

  /** Whether the change is run in a sandbox. */
  public enum SandboxNeed {
    REQUIRED,
    IF_AVAILABLE,
    NEVER
  }

  /** Identifies the plan that a verdict was reached by. */
  public Digest digest() {
    return Digest.of(toString().getBytes(StandardCharsets.UTF_8));
  }
}
