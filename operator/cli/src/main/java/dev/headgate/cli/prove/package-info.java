/**
 * {@code headgate prove}: the whole proof of a checkout against any disposable cluster, for people
 * at their own machine. Start at {@link dev.headgate.cli.prove.ProveCommand}.
 */
@NullMarked
package dev.headgate.cli.prove;

import org.jspecify.annotations.NullMarked;
