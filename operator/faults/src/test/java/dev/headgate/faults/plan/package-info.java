@NullMarked
package dev.headgate.faults.plan;

import org.jspecify.annotations.NullMarked;
