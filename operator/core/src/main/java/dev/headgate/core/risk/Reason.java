package dev.headgate.core.risk;

import dev.headgate.core.change.Change;

/**
 * Why a rule fires; a {@link Factor} that does not know its rule yet. {@code object} is the key of
 * a changed object, or empty where the reason speaks of files or of the whole change.
 */
record Reason(RiskLevel level, String object, String text, boolean exercisable) {

  static Reason high(Change change, String text) {
    return of(RiskLevel.HIGH, change, text);
  }

  static Reason medium(Change change, String text) {
    return of(RiskLevel.MEDIUM, change, text);
  }

  static Reason of(RiskLevel level, Change change, String text) {
    return new Reason(level, change.key().toString(), text, true);
  }

  /** For what works or fails only on real nodes, disks and networks, or in Flux itself. */
  Reason noSandboxTells() {
    return new Reason(level, object, text, false);
  }
}
