package dev.headgate.core.gate;

import dev.headgate.core.probe.Probe;
import java.util.List;

/**
 * What a gate wants measured of what is live.
 *
 * @param unreadable what could not be understood, each a sentence that names the field: it is never
 *     measured, and so what is live is never called verified
 */
public record AskedOfLive(List<Probe> probes, List<String> unreadable) {

  public static final AskedOfLive NOTHING = new AskedOfLive(List.of(), List.of());

  public AskedOfLive {
    probes = List.copyOf(probes);
    unreadable = List.copyOf(unreadable);
  }
}
