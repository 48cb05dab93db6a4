/**
 * What Headgate withstands, tried on real local control planes: a proxy between operator and API
 * server plays a plan of faults, and a monitor of its own checks what design and architecture
 * promise on every revision of every object. Start at {@link dev.headgate.faults.FaultsCommand}.
 */
@NullMarked
package dev.headgate.faults;

import org.jspecify.annotations.NullMarked;
