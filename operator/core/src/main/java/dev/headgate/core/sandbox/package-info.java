/**
 * Where risky changes are run. Start at {@link dev.headgate.core.sandbox.Sandbox}: whether one is
 * to be had.
 */
@NullMarked
package dev.headgate.core.sandbox;

import org.jspecify.annotations.NullMarked;
