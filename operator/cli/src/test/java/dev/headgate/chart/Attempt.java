package dev.headgate.chart;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param message why it was refused; null when it was not
 */
record Attempt(@Nullable String message) {

  static Attempt of(Runnable request) {
    try {
      request.run();
      return new Attempt(null);
    } catch (KubernetesClientException e) {
      return new Attempt(String.valueOf(e.getMessage()));
    }
  }

  boolean isDeniedBy(String policy) {
    return message != null && message.contains("ValidatingAdmissionPolicy '%s'".formatted(policy));
  }
}
