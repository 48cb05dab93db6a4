/**
 * The operator at work on real control planes, as the chart's own service account, with Flux's real
 * kustomize-controller. Start at {@link dev.headgate.runtime.e2e.Gated}, the world of one test.
 */
@NullMarked
package dev.headgate.runtime.e2e;

import org.jspecify.annotations.NullMarked;
