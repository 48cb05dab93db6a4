/**
 * What lies under a change in its sandbox: what is copied from the host, and what is played. Start
 * at {@link dev.headgate.core.ground.Ground}.
 */
@NullMarked
package dev.headgate.core.ground;

import org.jspecify.annotations.NullMarked;
