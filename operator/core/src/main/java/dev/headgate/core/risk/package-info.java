/**
 * How scary a change is, and what that demands. Start at {@link dev.headgate.core.risk.RiskLevel}
 * and {@link dev.headgate.core.risk.Plan}.
 */
@NullMarked
package dev.headgate.core.risk;

import org.jspecify.annotations.NullMarked;
