package dev.headgate.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.tree.Revision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which ChangeRequests are a gate's own. */
class AttemptsTest {

  private static final String NAME = "cluster-4f2c0e6b1a90-7";

  private final PromotionGate gate = new PromotionGate();

  AttemptsTest() {
    gate.setMetadata(
        new ObjectMetaBuilder()
            .withName("cluster")
            .withNamespace("flux-system")
            .withUid("uid")
            .build());
  }

  @Test
  void shouldKnowItsOwn() {
    var own = made(request -> {});

    assertThat(Attempts.isOurs(own, gate)).isTrue();
    assertThat(Attempts.number(own, gate)).isEqualTo(7);
  }

  @Test
  void shouldNotTakeForItsOwnWhatHasOnlyItsNameAndLabel() {
    var named = made(request -> request.getMetadata().getOwnerReferences().clear());

    assertThat(Attempts.isOurs(named, gate)).isFalse();
    assertThat(Attempts.number(named, gate)).isZero();
  }

  /** The policy lets such owners through, since they name no gate. */
  @Test
  void shouldNotTakeForItsOwnWhatAnObjectOfAnotherKindOwnsUnderItsUid() {
    assertThat(Attempts.isOurs(made(r -> owner(r).setKind("ConfigMap")), gate)).isFalse();
    assertThat(Attempts.isOurs(made(r -> owner(r).setApiVersion("evil.dev/v1")), gate)).isFalse();
    assertThat(Attempts.isOurs(made(r -> owner(r).setUid("other")), gate)).isFalse();
  }

  private static io.fabric8.kubernetes.api.model.OwnerReference owner(ChangeRequest request) {
    return request.getMetadata().getOwnerReferences().getFirst();
  }

  private ChangeRequest made(Consumer<ChangeRequest> change) {
    var request = Attempts.make(gate, NAME, new Revision("main@sha1:4f2c0e6b1a90"));
    change.accept(request);
    return request;
  }
}
