package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Without the policies that keep others from the pin, a gate promises nothing and moves nothing;
 * without the one that makes dry runs harmless, nothing is checked, and so nothing passes.
 */
@ExtendWith(InLab.class)
class GuardMissingIT {

  private static final String GUARD = "headgate-guard";
  private static final String DRY_RUN = "headgate-dry-run-only";

  @Test
  void shouldMoveNothingWhileTheGuardIsMissingAndGoOnWhenItIsBack(Lab lab) {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      var commit =
          without(
              GUARD,
              lab,
              () -> {
                // when
                var low = world.commitLow("two");

                // then
                world.awaitVerdict(low, "Passed");
                var held = world.awaitHeldBy(low, "GuardMissing");
                assertThat(held.blockedBy()).contains("ValidatingAdmissionPolicyBinding " + GUARD);
                world.awaitCondition("Ready", "False", "GuardMissing");
                assertThat(world.see().announced()).contains("GuardMissing");
                assertThat(witness.seen()).isNotEmpty().doesNotContain(low);
                return low;
              });
      world.awaitLive(commit);
      world.awaitState(GateState.OPEN);
      world.awaitCondition("Ready", "True", "Enforcing");
    }
  }

  @Test
  void shouldPassNothingWhileDryRunsAreNotSafeSayWhyAndGoOnWhenTheyAre(Lab lab) {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      var commit =
          without(
              DRY_RUN,
              lab,
              () -> {
                // when
                var untried = commitUntilUntried(world);

                // then
                var held = world.awaitHeldBy(untried, "NotYetProven");
                assertThat(held.blockers())
                    .extracting(Blocker::message)
                    .containsExactly(
                        "main@sha1:%1$s is being proven by %2$s-%3$s-1: %4$s"
                            .formatted(untried, Gated.GATE, untried.substring(0, 12), unsafe()));
                assertThat(witness.seen()).isNotEmpty().doesNotContain(untried);
                return untried;
              });
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      assertThat(world.see().requests(commit)).hasSize(1);
    }
  }

  /** What was tried before the policy went is trusted for ten seconds. */
  private static String commitUntilUntried(Gated world) {
    var newest = new AtomicReference<>(world.commitLow("0"));
    world.awaitThat(
        "the gate says that dry runs are not safe",
        () -> {
          if (world.see().judged(newest.get()).isPresent()) {
            newest.set(world.commitLow("after-" + newest.get()));
          }
          return world.statusIs(
              status -> status.blockers().stream().anyMatch(b -> b.message().endsWith(unsafe())));
        });
    return newest.get();
  }

  private static String unsafe() {
    return "the dry-run account could create ConfigMap %s/headgate-dry-run-self-test: the policy %s is not in force"
        .formatted(Lab.HEADGATE, DRY_RUN);
  }

  /** What happens while that policy is not bound; it is again when this returns. */
  private static <T> T without(String policy, Lab lab, Supplier<T> meanwhile) {
    var bindings =
        lab.host().client().admissionRegistration().v1().validatingAdmissionPolicyBindings();
    var binding = bindings.withName(policy).get();
    var again =
        binding.toBuilder()
            .withMetadata(
                new ObjectMetaBuilder()
                    .withName(policy)
                    .withLabels(binding.getMetadata().getLabels())
                    .build())
            .build();
    bindings.withName(policy).delete();
    try {
      return meanwhile.get();
    } finally {
      bindings.resource(again).create();
    }
  }
}
