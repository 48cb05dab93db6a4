/** What was judged of a change set. Start at {@link dev.headgate.core.verdict.Verdict}. */
@NullMarked
package dev.headgate.core.verdict;

import org.jspecify.annotations.NullMarked;
