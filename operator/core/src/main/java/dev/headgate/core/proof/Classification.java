package dev.headgate.core.proof;

import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;

/** How risky the change is, or why that could not be told. */
public sealed interface Classification {

  /** Not yet; {@code reason} says what is waited for. */
  record Pending(String reason) implements Classification {}

  /** The change cannot be classified because of what it brings, such as a broken intent. */
  record Refused(VerdictReason reason, List<Finding> findings) implements Classification {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /** Classified. */
  record Ready(Assessment assessment) implements Classification {}
}
