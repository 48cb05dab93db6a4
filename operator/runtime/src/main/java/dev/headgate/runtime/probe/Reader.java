package dev.headgate.runtime.probe;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Reading;

/**
 * Measures once. Blocks, takes about as long as the probe's timeout at most, can be interrupted.
 */
@FunctionalInterface
public interface Reader {
  Reading read(Probe probe) throws InterruptedException;
}
