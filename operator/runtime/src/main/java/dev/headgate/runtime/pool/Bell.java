package dev.headgate.runtime.pool;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Wakes the reconciler of a kind, so that nothing is polled.
 *
 * @param <T> the kind
 */
final class Bell<T extends HasMetadata> {

  private final SimpleInboundEventSource<T> source = new SimpleInboundEventSource<>("bell");

  SimpleInboundEventSource<T> source() {
    return source;
  }

  void ring(HasMetadata object) {
    ring(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  void ring(String namespace, String name) {
    source.propagateEvent(new ResourceID(name, namespace));
  }
}
