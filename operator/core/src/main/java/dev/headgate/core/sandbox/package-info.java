/**
 * Where risky changes are run. Start at {@link dev.headgate.core.sandbox.LifeMachine}, which reads
 * like the life of a sandbox; {@link dev.headgate.core.sandbox.Queue} says whose turn it is, and
 * {@link dev.headgate.core.sandbox.Sandbox} is what a proof sees of all this.
 */
@NullMarked
package dev.headgate.core.sandbox;

import org.jspecify.annotations.NullMarked;
