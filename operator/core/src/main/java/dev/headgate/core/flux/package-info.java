/**
 * What Flux makes of a tree, as far as it can be told without running anything. Start at {@link
 * dev.headgate.core.flux.FluxKustomization}; the rules are those of fluxcd/pkg kustomize and
 * envsubst, as kustomize-controller 1.9 uses them.
 */
@NullMarked
package dev.headgate.core.flux;

import org.jspecify.annotations.NullMarked;
