/**
 * What must hold whatever goes wrong, checked on everything that could be seen; start at {@link
 * dev.headgate.faults.monitor.Monitor}.
 */
@NullMarked
package dev.headgate.faults.monitor;

import org.jspecify.annotations.NullMarked;
