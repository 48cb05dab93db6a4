/**
 * What Headgate reads of the cluster that it guards. Start at {@link
 * dev.headgate.runtime.host.Host}: the same questions, answered from caches for deciding and from
 * the API server for whoever is about to move a pin.
 */
@NullMarked
package dev.headgate.runtime.host;

import org.jspecify.annotations.NullMarked;
