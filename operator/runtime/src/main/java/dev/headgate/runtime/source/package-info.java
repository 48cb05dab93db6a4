/**
 * The gated source and its ungated copy. Start at {@link dev.headgate.runtime.source.Pin}, the one
 * place that moves what a cluster sees.
 */
@NullMarked
package dev.headgate.runtime.source;

import org.jspecify.annotations.NullMarked;
