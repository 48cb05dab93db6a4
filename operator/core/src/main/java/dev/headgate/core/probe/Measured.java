package dev.headgate.core.probe;

/**
 * What a probe came to on live and then on the candidate.
 *
 * @param candidate the readings of the candidate, for people
 */
public record Measured(Probe probe, Outcome onLive, Outcome onCandidate, Series candidate) {}
