/**
 * Bytes in: the trees that source-controller serves. Start at {@link
 * dev.headgate.runtime.artifact.Trees}.
 */
@NullMarked
package dev.headgate.runtime.artifact;

import org.jspecify.annotations.NullMarked;
