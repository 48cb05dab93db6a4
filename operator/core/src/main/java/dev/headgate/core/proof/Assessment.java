package dev.headgate.core.proof;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Gap;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.risk.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What classifying found: the risk, what it demands, and what is not known.
 *
 * @param nothingChanges whether the change set is empty
 * @param gaps of the rendering
 * @param probes that somebody asks for, beside readiness
 */
public record Assessment(
    Risk risk,
    Plan plan,
    Coverage coverage,
    boolean nothingChanges,
    List<Gap> gaps,
    List<Probe> probes) {

  public Assessment {
    gaps = List.copyOf(gaps);
    probes = List.copyOf(probes);
  }

  /** Where nobody asks for a probe. */
  public Assessment(
      Risk risk, Plan plan, Coverage coverage, boolean nothingChanges, List<Gap> gaps) {
    this(risk, plan, coverage, nothingChanges, gaps, List.of());
  }

  /** Equal to live in all that was understood, and all was understood. */
  boolean isHarmless() {
    return nothingChanges && coverage.isFull();
  }

  /**
   * Whether a sandbox could add anything: something is applied, and not all that is risky is of the
   * kind that no sandbox can tell about.
   */
  boolean wantsSandbox() {
    return plan.sandbox() != SandboxNeed.NEVER
        && !nothingChanges
        && (risky().isEmpty() || risky().stream().anyMatch(Factor::exercisable));
  }

  /** The objects with a Medium or High factor that a sandbox can tell about, each once. */
  List<String> toExercise() {
    return objects(risky().stream().filter(Factor::exercisable).toList());
  }

  /** What a run has to show: these objects, and what every probe says. */
  List<String> toShow() {
    var all = new ArrayList<>(toExercise());
    probes.forEach(probe -> all.add(probe.subject()));
    return List.copyOf(all);
  }

  /** Whether somebody asked to see all of it run: its author, or its size. */
  boolean isRiskyAsAWhole() {
    return risky().stream().anyMatch(factor -> factor.exercisable() && factor.object().isEmpty());
  }

  /** The risky objects that no sandbox can tell about: an approval speaks for them instead. */
  List<String> beyondSandboxes() {
    var objects = new TreeSet<>(objects(risky()));
    objects.removeAll(toExercise());
    return List.copyOf(objects);
  }

  /** Not all files were understood, and no factor says so: unknown is never Low. */
  boolean isUnknown() {
    return !coverage.isFull() && risky().isEmpty();
  }

  private List<Factor> risky() {
    return risk.factors().stream()
        .filter(factor -> factor.level().atLeast(RiskLevel.MEDIUM))
        .toList();
  }

  /** Factors of the whole change (its size, an author's word) name none. */
  private static List<String> objects(List<Factor> factors) {
    return List.copyOf(
        new TreeSet<>(
            factors.stream().map(Factor::object).filter(object -> !object.isEmpty()).toList()));
  }
}
