/**
 * Gives trees to Flux in sandboxes. Start at {@link dev.headgate.runtime.inside.ArtifactHost}; what
 * runs there is {@link dev.headgate.runtime.sandbox.FluxRun}'s.
 */
@NullMarked
package dev.headgate.runtime.inside;

import org.jspecify.annotations.NullMarked;
