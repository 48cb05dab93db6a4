/**
 * What a run is played in: a gate with all around it, operators behind doors, people and intruders.
 */
@NullMarked
package dev.headgate.faults.world;

import org.jspecify.annotations.NullMarked;
