package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Health;
import java.util.Map;
import java.util.Set;

/** What waiting for readiness brought. */
public sealed interface Readied {

  /**
   * The last reading of each object.
   *
   * @param untouched custom resources on which no controller has acted
   */
  record Settled(Map<ObjectKey, Health> health, Set<ObjectKey> untouched) implements Readied {}

  /** The sandbox does not answer any more. */
  record Lost(String reason) implements Readied {}
}
