package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.ground.Ground;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.risk.Factor;
import java.time.Instant;
import java.util.List;

/**
 * What is to be run in a sandbox.
 *
 * @param changeUid of the ChangeRequest; marks all that is applied
 * @param live all that the live revision stands for
 * @param candidate all that the candidate stands for
 * @param changes the difference between the two
 * @param factors why the change is risky, which is what the run must exercise
 * @param deadline when the run must be over
 * @param probes what is measured of live and then of the candidate, beside readiness
 * @param ground what lies under both in the sandbox
 */
public record Exercise(
    String changeUid,
    Manifests live,
    Manifests candidate,
    ChangeSet changes,
    List<Factor> factors,
    Instant deadline,
    List<Probe> probes,
    Ground ground) {

  public Exercise {
    factors = List.copyOf(factors);
    probes = List.copyOf(probes);
  }

  public Exercise on(Ground other) {
    return new Exercise(changeUid, live, candidate, changes, factors, deadline, probes, other);
  }

  /** On nothing that the host has. */
  public Exercise(
      String changeUid,
      Manifests live,
      Manifests candidate,
      ChangeSet changes,
      List<Factor> factors,
      Instant deadline,
      List<Probe> probes) {
    this(changeUid, live, candidate, changes, factors, deadline, probes, Ground.NONE);
  }

  /** Without probes but readiness, on nothing. */
  public Exercise(
      String changeUid,
      Manifests live,
      Manifests candidate,
      ChangeSet changes,
      List<Factor> factors,
      Instant deadline) {
    this(changeUid, live, candidate, changes, factors, deadline, List.of());
  }
}
