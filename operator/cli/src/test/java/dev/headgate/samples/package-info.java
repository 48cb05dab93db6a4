/**
 * Every file of {@code samples/} does what its README says: {@link dev.headgate.samples.SamplesIT}
 * about gates, {@link dev.headgate.samples.ProvenSamplesIT} about proofs without one.
 */
@NullMarked
package dev.headgate.samples;

import org.jspecify.annotations.NullMarked;
