/**
 * One attempt to prove a revision, from its bytes to a verdict. Start at {@link
 * dev.headgate.core.proof.ProofMachine}, which reads like the life of a proof; each step has a file
 * of its own, and {@link dev.headgate.core.proof.Proof} holds the only legal ways from state to
 * state.
 */
@NullMarked
package dev.headgate.core.proof;

import org.jspecify.annotations.NullMarked;
