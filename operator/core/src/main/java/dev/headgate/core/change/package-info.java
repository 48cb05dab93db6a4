/**
 * What a revision changes in the cluster. Start at {@link dev.headgate.core.change.ChangeSet}: the
 * objects that differ between two {@link dev.headgate.core.change.Manifests}.
 */
@NullMarked
package dev.headgate.core.change;

import org.jspecify.annotations.NullMarked;
