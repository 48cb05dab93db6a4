/**
 * Every file of {@code samples/} does what its README says: {@link dev.headgate.samples.SamplesIT}.
 */
@NullMarked
package dev.headgate.samples;

import org.jspecify.annotations.NullMarked;
