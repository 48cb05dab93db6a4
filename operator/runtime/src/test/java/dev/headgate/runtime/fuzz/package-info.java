/**
 * Text from outside, good and hostile and anything near it. Start at {@link
 * dev.headgate.runtime.fuzz.Foreign}, the list of all that reads such text.
 */
@NullMarked
package dev.headgate.runtime.fuzz;

import org.jspecify.annotations.NullMarked;
