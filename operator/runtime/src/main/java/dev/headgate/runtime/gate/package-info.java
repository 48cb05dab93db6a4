/**
 * Holds and moves pins. Start at {@link dev.headgate.runtime.gate.GateReconciler}; what is decided
 * stands in {@code core.gate}.
 */
@NullMarked
package dev.headgate.runtime.gate;

import org.jspecify.annotations.NullMarked;
