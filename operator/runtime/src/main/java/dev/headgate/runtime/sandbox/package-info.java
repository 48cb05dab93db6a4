/**
 * Runs a change in a sandbox. Start at {@link dev.headgate.runtime.sandbox.SandboxRun}; the way to
 * a sandbox leads through {@link dev.headgate.runtime.sandbox.Kubeconfigs}.
 */
@NullMarked
package dev.headgate.runtime.sandbox;

import org.jspecify.annotations.NullMarked;
