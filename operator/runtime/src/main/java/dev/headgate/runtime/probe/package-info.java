/**
 * Measures a running change. Start at {@link dev.headgate.runtime.probe.ProbeRound}, which runs
 * many probes at once; {@link dev.headgate.runtime.probe.Kinds} is the list of what can be asked.
 */
@NullMarked
package dev.headgate.runtime.probe;

import org.jspecify.annotations.NullMarked;
