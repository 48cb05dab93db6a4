package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Without the policies that keep others from the pin, a gate promises nothing and moves nothing.
 */
@ExtendWith(InLab.class)
class GuardMissingIT {

  private static final String GUARD = "headgate-guard";

  @Test
  void shouldMoveNothingWhileTheGuardIsMissingAndGoOnWhenItIsBack(Lab lab) {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      var bindings =
          lab.host().client().admissionRegistration().v1().validatingAdmissionPolicyBindings();
      var binding = bindings.withName(GUARD).get();
      var again =
          binding.toBuilder()
              .withMetadata(
                  new ObjectMetaBuilder()
                      .withName(GUARD)
                      .withLabels(binding.getMetadata().getLabels())
                      .build())
              .build();
      String commit;
      bindings.withName(GUARD).delete();
      try {
        // when
        commit = world.commitLow("two");

        // then
        world.awaitVerdict(commit, "Passed");
        var held = world.awaitHeldBy(commit, "GuardMissing");
        assertThat(held.blockedBy()).contains("ValidatingAdmissionPolicyBinding " + GUARD);
        world.awaitCondition("Ready", "False", "GuardMissing");
        assertThat(world.see().announced()).contains("GuardMissing");
        assertThat(witness.seen()).isNotEmpty().doesNotContain(commit);
      } finally {
        bindings.resource(again).create();
      }
      world.awaitLive(commit);
      world.awaitState(GateState.OPEN);
      world.awaitCondition("Ready", "True", "Enforcing");
    }
  }
}
