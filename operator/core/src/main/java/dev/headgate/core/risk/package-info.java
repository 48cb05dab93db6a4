/**
 * How scary a change is, and what that demands. Start at {@link
 * dev.headgate.core.risk.StandardPolicy}, the list of what is scary; {@link
 * dev.headgate.core.risk.Classifier} makes a risk of it and {@link dev.headgate.core.risk.Plans} a
 * plan.
 */
@NullMarked
package dev.headgate.core.risk;

import org.jspecify.annotations.NullMarked;
