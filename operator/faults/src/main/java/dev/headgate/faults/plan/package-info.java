/** What goes wrong in a run, as data; start at {@link dev.headgate.faults.plan.Plan}. */
@NullMarked
package dev.headgate.faults.plan;

import org.jspecify.annotations.NullMarked;
