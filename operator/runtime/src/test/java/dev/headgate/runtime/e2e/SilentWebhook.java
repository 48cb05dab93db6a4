package dev.headgate.runtime.e2e;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * A validating webhook that the API server asks about ConfigMaps of one world, and that never
 * answers: whoever writes one waits for half a minute, on dry runs too.
 */
final class SilentWebhook implements AutoCloseable {

  private final Gated world;
  private final Wire nobody = Wire.toNobody();

  private SilentWebhook(Gated world) {
    this.world = world;
  }

  /** Returns when the API server asks it. */
  static SilentWebhook of(Gated world) {
    var webhook = new SilentWebhook(world);
    world.apply(webhook.configuration());
    world.awaitThat(
        "the webhook is asked",
        () -> {
          Thread.ofVirtual().start(webhook::write);
          return webhook.nobody.wasCalled();
        });
    return webhook;
  }

  @Override
  public void close() {
    withdraw();
    nobody.close();
  }

  /** Takes it away before the world ends; again is a no-op. */
  void withdraw() {
    world
        .lab()
        .host()
        .client()
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(name())
        .delete();
  }

  private void write() {
    try {
      world
          .lab()
          .host()
          .client()
          .resource(
              new ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("probe")
                  .withNamespace(world.namespace())
                  .endMetadata()
                  .build())
          .dryRun()
          .create();
    } catch (KubernetesClientException e) {
      // It was asked, and did not answer.
    }
  }

  private String name() {
    return "silent-" + world.namespace();
  }

  private String configuration() {
    return """
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: %s}
    webhooks:
    - name: silent.headgate.dev
      clientConfig: {url: "%s"}
      rules:
      - apiGroups: [""]
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [configmaps]
      namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
      sideEffects: None
      admissionReviewVersions: [v1]
      timeoutSeconds: 30
      failurePolicy: Fail
    """
        .formatted(name(), nobody.url(), world.namespace());
  }
}
