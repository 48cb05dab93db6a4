package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.gate.Source;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.source.Pin;
import dev.headgate.runtime.source.PinField;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the gated source: whether it can be pinned, and what its pin is. */
final class Sources {

  private Sources() {}

  static Source of(PromotionGate gate, Optional<GateContext> context) {
    if (context.isEmpty()) {
      return new Source.Missing(
          "Kustomization %s/%s (spec.kustomizationRef)"
              .formatted(
                  gate.getMetadata().getNamespace(), gate.getSpec().kustomizationRef().name()));
    }
    var ref = context.get().sourceRef();
    if (PinField.of(ref.kind()).isEmpty()) {
      return new Source.Unpinnable(
          "the Kustomization follows %s, and only a GitRepository or an OCIRepository can be pinned"
              .formatted(ref),
          "let Kustomization %s follow one of these, or delete this gate"
              .formatted(context.get().root().name()));
    }
    return context
        .get()
        .gated()
        .map(Sources::found)
        .orElseGet(() -> new Source.Missing(ref.toString()));
  }

  private static Source found(FluxObject source) {
    if (!source.json().at("/spec/include").isEmpty()) {
      return new Source.Unpinnable(
          "spec.include takes files from other sources, which the pin does not hold",
          "take spec.include out of GitRepository " + source.name());
    }
    var pin = PinField.of(source);
    return new Source.Found(
        pin.path(),
        pin.read(source),
        Pin.isOurs(source),
        Pin.owners(source).stream()
            .filter(owner -> !owner.equals(ServerSideApply.MANAGER))
            .toList(),
        source
            .artifact()
            .map(
                artifact ->
                    new Source.Artifact(
                        artifact.revision(), artifact.digest(), servedSince(source))),
        fault(source));
  }

  private static Optional<Instant> servedSince(FluxObject source) {
    try {
      return source.text("/status/artifact/lastUpdateTime").map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with it; a source that only is busy is fine. */
  private static Optional<String> fault(FluxObject source) {
    return source.flag("/spec/suspend") || source.isFailing()
        ? Optional.of(whyNotReady(source))
        : Optional.empty();
  }

  static String whyNotReady(FluxObject source) {
    if (source.flag("/spec/suspend")) {
      return "it is suspended";
    }
    return source
        .condition("Ready")
        .map(ready -> ready.path("message").asText())
        .filter(message -> !message.isBlank())
        .orElse("source-controller has not reported on it yet");
  }
}
