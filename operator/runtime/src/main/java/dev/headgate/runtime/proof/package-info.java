/**
 * Carries ChangeRequests to their verdicts. Start at {@link
 * dev.headgate.runtime.proof.ProofReconciler}; what is decided stands in {@code core.proof}.
 */
@NullMarked
package dev.headgate.runtime.proof;

import org.jspecify.annotations.NullMarked;
