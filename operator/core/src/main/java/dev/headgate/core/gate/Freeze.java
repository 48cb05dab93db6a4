package dev.headgate.core.gate;

import java.time.Instant;
import java.util.Optional;

/** Somebody stopped the line. Without {@code until} it ends when it is taken out. */
public record Freeze(Optional<Instant> until, String reason) {}
