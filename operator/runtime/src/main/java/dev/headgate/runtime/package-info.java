/**
 * The operator as a process. Start at {@link dev.headgate.runtime.Main}; {@link
 * dev.headgate.runtime.Wiring} puts the parts together.
 */
@NullMarked
package dev.headgate.runtime;

import org.jspecify.annotations.NullMarked;
