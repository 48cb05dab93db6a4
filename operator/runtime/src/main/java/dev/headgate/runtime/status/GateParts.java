package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus.FloatingInputs;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Followers;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be cut from the status of a PromotionGate. */
final class GateParts {

  private static final ProbeParts<PromotionGateStatus> PROBES =
      new ProbeParts<>(GateParts::probes, GateParts::withProbes);

  static final List<StatusPart<PromotionGateStatus>> LEAST_MISSED_FIRST =
      List.of(
          new StatusPart<>(GateParts::floating, GateParts::floating),
          new StatusPart<>(GateParts::uncovered, GateParts::uncovered),
          PROBES.samples(),
          PROBES.reasons(),
          new StatusPart<>(status -> status.blockers().size(), GateParts::blockers),
          new StatusPart<>(
              status -> ConditionTexts.longest(status.conditions()), GateParts::conditions));

  private GateParts() {}

  private static int floating(PromotionGateStatus status) {
    var inputs = status.floatingInputs();
    return inputs == null ? 0 : inputs.names().size();
  }

  private static PromotionGateStatus floating(PromotionGateStatus status, int first) {
    var inputs = status.floatingInputs();
    if (inputs == null) {
      return status;
    }
    var kept = StatusPart.first(first, inputs.names());
    return with(
        status,
        status.blockers(),
        status.followers(),
        new FloatingInputs(inputs.count(), kept),
        status.conditions(),
        inputs.names().size() - kept.size());
  }

  private static int uncovered(PromotionGateStatus status) {
    var followers = status.followers();
    return followers == null ? 0 : followers.uncovered().size();
  }

  private static PromotionGateStatus uncovered(PromotionGateStatus status, int first) {
    var followers = status.followers();
    if (followers == null) {
      return status;
    }
    var kept = StatusPart.first(first, followers.uncovered());
    return with(
        status,
        status.blockers(),
        new Followers(followers.kustomizations(), kept),
        status.floatingInputs(),
        status.conditions(),
        followers.uncovered().size() - kept.size());
  }

  /** The first one stays: somebody has to do something about it. */
  private static PromotionGateStatus blockers(PromotionGateStatus status, int first) {
    var kept = StatusPart.first(Math.max(1, first), status.blockers());
    return with(
        status,
        kept,
        status.followers(),
        status.floatingInputs(),
        status.conditions(),
        status.blockers().size() - kept.size());
  }

  private static PromotionGateStatus conditions(PromotionGateStatus status, int length) {
    return with(
        status,
        status.blockers(),
        status.followers(),
        status.floatingInputs(),
        ConditionTexts.clipped(status.conditions(), length),
        0);
  }

  private static List<ProbeStatus> probes(PromotionGateStatus status) {
    var probed = status.probed();
    return probed == null ? List.of() : probed.probes();
  }

  private static PromotionGateStatus withProbes(
      PromotionGateStatus status, List<ProbeStatus> probes) {
    var probed = status.probed();
    return probed == null
        ? status
        : with(
            status,
            status.blockers(),
            status.followers(),
            status.floatingInputs(),
            new Probed(probed.revision(), probed.at(), probes),
            status.conditions(),
            0);
  }

  private static PromotionGateStatus with(
      PromotionGateStatus status,
      List<Blocker> blockers,
      @Nullable Followers followers,
      @Nullable FloatingInputs floatingInputs,
      List<Condition> conditions,
      int dropped) {
    return with(status, blockers, followers, floatingInputs, status.probed(), conditions, dropped);
  }

  private static PromotionGateStatus with(
      PromotionGateStatus status,
      List<Blocker> blockers,
      @Nullable Followers followers,
      @Nullable FloatingInputs floatingInputs,
      @Nullable Probed probed,
      List<Condition> conditions,
      int dropped) {
    return new PromotionGateStatus(
        status.observedGeneration(),
        status.live(),
        status.head(),
        status.candidate(),
        status.state(),
        status.blockedBy(),
        blockers,
        status.nextTransitionAt(),
        followers,
        floatingInputs,
        status.pin(),
        status.adopted(),
        status.history(),
        probed,
        status.lastHandledReconcileAt(),
        conditions,
        status.omitted() + dropped);
  }
}
