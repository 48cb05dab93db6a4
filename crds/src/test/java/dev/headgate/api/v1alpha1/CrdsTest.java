package dev.headgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdsTest {

  @Test
  void shouldShipTheCrdOfEveryKind() {
    // given
    var kinds = List.of(ChangeApproval.class, ChangeRequest.class, PromotionGate.class);
    // when
    var shipped =
        Crds.yaml().stream()
            .map(
                yaml ->
                    new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class))
            .map(crd -> crd.getMetadata().getName());
    // then
    assertThat(shipped)
        .containsExactlyElementsOf(kinds.stream().map(HasMetadata::getFullResourceName).toList());
  }
}
