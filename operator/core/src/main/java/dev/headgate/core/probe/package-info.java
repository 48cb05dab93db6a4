/**
 * Measurements of a running change and what follows from them. Start at {@link
 * dev.headgate.core.probe.Run}, the outcome.
 */
@NullMarked
package dev.headgate.core.probe;

import org.jspecify.annotations.NullMarked;
