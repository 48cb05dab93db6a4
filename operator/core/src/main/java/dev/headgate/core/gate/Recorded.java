package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.Optional;

/**
 * A revision that was live, as status remembers it.
 *
 * @param changeRequest the proof, if it was proven
 * @param at when it landed
 */
public record Recorded(Revision revision, Optional<String> changeRequest, Why why, Instant at) {}
