/**
 * The files of one revision. Start at {@link dev.headgate.core.tree.Tree}, which knows its own
 * digest.
 */
@NullMarked
package dev.headgate.core.tree;

import org.jspecify.annotations.NullMarked;
