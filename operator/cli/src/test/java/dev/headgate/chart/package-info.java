/**
 * What the Helm chart promises: {@link dev.headgate.chart.ChartTest} of its text, {@link
 * dev.headgate.chart.GuardIT} and its neighbours of a real API server that it is installed in.
 */
@NullMarked
package dev.headgate.chart;

import org.jspecify.annotations.NullMarked;
