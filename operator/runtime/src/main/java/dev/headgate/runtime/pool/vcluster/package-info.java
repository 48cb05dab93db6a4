/**
 * Provider {@code vcluster}: a vCluster for each change, behind a fence. Start at {@link
 * dev.headgate.runtime.pool.vcluster.VclusterProvider}.
 */
@NullMarked
package dev.headgate.runtime.pool.vcluster;

import org.jspecify.annotations.NullMarked;
