/**
 * The line between an operator and an API server, on which things go wrong; start at {@link
 * dev.headgate.faults.proxy.Door}.
 */
@NullMarked
package dev.headgate.faults.proxy;

import org.jspecify.annotations.NullMarked;
