@NullMarked
package dev.headgate.faults.monitor;

import org.jspecify.annotations.NullMarked;
