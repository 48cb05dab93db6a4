@NullMarked
package dev.headgate.faults;

import org.jspecify.annotations.NullMarked;
