/**
 * Puts two revisions side by side. Start at {@link dev.headgate.runtime.assess.Comparer}: bytes in,
 * the change set between live and candidate out.
 */
@NullMarked
package dev.headgate.runtime.assess;

import org.jspecify.annotations.NullMarked;
