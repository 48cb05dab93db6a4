/**
 * {@code headgate sandbox}: what people do with the sandboxes of changes, with their own rights.
 * Start at {@link dev.headgate.cli.sandbox.SandboxCommand}, which lists it.
 */
@NullMarked
package dev.headgate.cli.sandbox;

import org.jspecify.annotations.NullMarked;
