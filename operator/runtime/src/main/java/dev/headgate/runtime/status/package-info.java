/**
 * How decisions become status that people read. Start at {@link
 * dev.headgate.runtime.status.ApiWords} (core words to API words) and {@link
 * dev.headgate.runtime.status.Conditions}, the one writer of conditions.
 */
@NullMarked
package dev.headgate.runtime.status;

import org.jspecify.annotations.NullMarked;
