/**
 * What the Helm chart promises: {@link dev.headgate.chart.ChartTest} of its text, {@link
 * dev.headgate.chart.PoliciesIT} and {@link dev.headgate.chart.RightsIT} of a real API server that
 * it is installed in.
 */
@NullMarked
package dev.headgate.chart;

import org.jspecify.annotations.NullMarked;
