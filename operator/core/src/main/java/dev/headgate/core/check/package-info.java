/**
 * Judgements made without running the change: schema, policy, live dry run. Start at {@link
 * dev.headgate.core.check.Checks}, their outcome.
 */
@NullMarked
package dev.headgate.core.check;

import org.jspecify.annotations.NullMarked;
