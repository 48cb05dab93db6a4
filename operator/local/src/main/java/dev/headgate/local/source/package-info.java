/**
 * Plays Flux's source-controller for local Git repositories and what was pushed from them, because
 * it cannot be built from Go modules alone.
 *
 * <p>{@link dev.headgate.local.source.SourceStandIn} watches sources; {@link
 * dev.headgate.local.source.LocalGit} makes the commits, {@link
 * dev.headgate.local.source.LocalRegistry} pushes them as OCI artifacts.
 */
@NullMarked
package dev.headgate.local.source;

import org.jspecify.annotations.NullMarked;
