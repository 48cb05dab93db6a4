/**
 * The decisions, pure. Start at {@link dev.headgate.core.Limits} for what may come in; the packages
 * below are named after the words of the domain.
 */
@NullMarked
package dev.headgate.core;

import org.jspecify.annotations.NullMarked;
