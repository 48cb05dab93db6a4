package dev.headgate.core.probe;

import java.time.Instant;

/** One reading, and when it was begun. */
public record Sample(Instant at, Reading reading) {}
