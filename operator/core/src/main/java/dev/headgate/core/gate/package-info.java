/**
 * Whether a revision may be pinned. Start at {@link dev.headgate.core.gate.GateMachine}, which
 * turns {@link dev.headgate.core.gate.GateFacts} into a decision; what must hold is the list in
 * {@link dev.headgate.core.gate.Requirements}.
 */
@NullMarked
package dev.headgate.core.gate;

import org.jspecify.annotations.NullMarked;
