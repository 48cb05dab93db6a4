/**
 * Checks against the live API server that change nothing there. Start at {@link
 * dev.headgate.runtime.check.DryRunCheck}, which may be used once {@link
 * dev.headgate.runtime.check.DryRunSelfTest} has seen a real write denied.
 */
@NullMarked
package dev.headgate.runtime.check;

import org.jspecify.annotations.NullMarked;
