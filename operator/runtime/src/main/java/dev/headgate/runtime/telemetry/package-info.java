/**
 * What Headgate tells about itself: metrics and health over HTTP. Start at {@link
 * dev.headgate.runtime.telemetry.HealthServer}.
 */
@NullMarked
package dev.headgate.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
