/**
 * Judgements made without running the change: schema, policy, live dry run. {@link
 * dev.headgate.core.check.Checks} is their outcome; {@link dev.headgate.core.check.PureChecks} are
 * those that need nothing but the two sides of the change.
 */
@NullMarked
package dev.headgate.core.check;

import org.jspecify.annotations.NullMarked;
