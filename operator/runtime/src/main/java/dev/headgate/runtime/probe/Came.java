package dev.headgate.runtime.probe;

import dev.headgate.core.probe.Outcome;
import dev.headgate.core.probe.Series;

/** What a probe came to on one revision, and by which readings. */
public record Came(Outcome outcome, Series series) {}
