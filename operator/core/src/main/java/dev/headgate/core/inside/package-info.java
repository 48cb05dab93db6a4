/**
 * What follows from Flux having run a tree in a sandbox by itself. Start at {@link
 * dev.headgate.core.inside.FluxSide}.
 */
@NullMarked
package dev.headgate.core.inside;

import org.jspecify.annotations.NullMarked;
