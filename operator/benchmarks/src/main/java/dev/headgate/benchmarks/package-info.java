/**
 * What Headgate costs, measured on real local control planes as ratios within one run: ours, the
 * peer, and the raw limit, which is the least set of requests sent by the simplest client. Start at
 * {@link dev.headgate.benchmarks.BenchCommand}; each measurement is one {@link
 * dev.headgate.benchmarks.Benchmark}.
 */
@NullMarked
package dev.headgate.benchmarks;

import org.jspecify.annotations.NullMarked;
