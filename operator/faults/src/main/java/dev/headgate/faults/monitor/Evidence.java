package dev.headgate.faults.monitor;

import dev.headgate.faults.proxy.Traced;
import java.util.List;

/**
 * All that promises are checked against.
 *
 * @param seen every revision of every object, in order
 * @param requests what operators asked for
 * @param words logs with their exceptions, and metrics
 */
public record Evidence(
    List<Seen> seen, List<Traced> requests, List<String> words, Expected expected) {}
