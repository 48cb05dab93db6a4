/**
 * Sandboxes: whose turn it is, making them, and taking them away. Start at {@link
 * dev.headgate.runtime.pool.SandboxReconciler}; {@link dev.headgate.runtime.pool.Provider} is what
 * a new kind of sandbox has to be able to do.
 */
@NullMarked
package dev.headgate.runtime.pool;

import org.jspecify.annotations.NullMarked;
