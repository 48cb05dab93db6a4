/**
 * From a tree to the objects that Flux would make of it. Start at {@link
 * dev.headgate.runtime.render.Renderer}.
 */
@NullMarked
package dev.headgate.runtime.render;

import org.jspecify.annotations.NullMarked;
