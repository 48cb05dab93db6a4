package dev.headgate.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagesTest {

  @Test
  void shouldApplyWhatOthersAreMadeOfFirstAndWhatCouldRefuseThemLast() {
    // given
    var keys =
        Stream.of(
            key("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            key("a.example", "Widget"),
            key("apps", "Deployment"),
            key("", "Service"),
            key("", "ConfigMap"),
            key("", "ServiceAccount"),
            key("storage.k8s.io", "StorageClass"),
            key("rbac.authorization.k8s.io", "ClusterRole"),
            key("", "Namespace"),
            key("apiextensions.k8s.io", "CustomResourceDefinition"));

    // when
    var order = keys.sorted(Stages.APPLY_ORDER).map(ObjectKey::kind);

    // then
    assertThat(order)
        .containsExactly(
            "CustomResourceDefinition",
            "Namespace",
            "ClusterRole",
            "StorageClass",
            "ServiceAccount",
            "ConfigMap",
            "Service",
            "Deployment",
            "Widget",
            "ValidatingWebhookConfiguration");
  }

  private static ObjectKey key(String group, String kind) {
    return new ObjectKey(group, kind, "", "x");
  }
}
