/**
 * CEL within limits. Start at {@link dev.headgate.core.cel.Condition}, an expression that is true
 * or not.
 */
@NullMarked
package dev.headgate.core.cel;

import org.jspecify.annotations.NullMarked;
