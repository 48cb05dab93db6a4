@NullMarked
package dev.headgate.faults.proxy;

import org.jspecify.annotations.NullMarked;
