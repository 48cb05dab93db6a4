/**
 * Plays Flux's helm-controller for the HelmReleases of vCluster sandboxes. Start at {@link
 * dev.headgate.local.helm.HelmStandIn}.
 */
@NullMarked
package dev.headgate.local.helm;

import org.jspecify.annotations.NullMarked;
