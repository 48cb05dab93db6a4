package dev.headgate.core.gate;

import java.time.Instant;
import java.util.Optional;

/** One thing that must hold before a revision may be pinned. Pure. */
@FunctionalInterface
public interface Requirement {

  /** What is missing, if anything is, and when that changes by itself. */
  Optional<Blocker> unmet(RequirementFacts facts, Instant now);
}
