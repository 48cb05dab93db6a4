/**
 * Plays Flux's source-controller for local Git repositories, which cannot be built from Go modules
 * alone.
 *
 * <p>{@link dev.headgate.local.source.SourceStandIn} watches GitRepository objects; {@link
 * dev.headgate.local.source.LocalGit} makes the commits.
 */
@NullMarked
package dev.headgate.local.source;

import org.jspecify.annotations.NullMarked;
