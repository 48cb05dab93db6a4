package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Wakes a proof when work that it waits for has ended, so that nothing is polled. */
public final class Wakeups {

  private final SimpleInboundEventSource<ChangeRequest> source =
      new SimpleInboundEventSource<>("work");

  SimpleInboundEventSource<ChangeRequest> source() {
    return source;
  }

  public void wake(String namespace, String changeRequest) {
    source.propagateEvent(new ResourceID(changeRequest, namespace));
  }

  void wake(HasMetadata request) {
    wake(request.getMetadata().getNamespace(), request.getMetadata().getName());
  }
}
