package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever decides what this gate lets through, or carries it out. */
final class OwnKinds {

  static final String GROUP = "headgate.dev";

  private OwnKinds() {}

  static Stream<Reason> headgate(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> isHeadgate(change, facts))
        .map(change -> Reason.high(change, "Headgate itself is changed").noSandboxTells());
  }

  private static boolean isHeadgate(Change change, ChangeFacts facts) {
    var key = change.key();
    return key.group().equals(GROUP)
        || (Crds.isCrd(key) && key.name().endsWith("." + GROUP))
        || (key.group().endsWith(".k8s.io") && key.name().startsWith("headgate"))
        || Components.roleOf(change, facts).equals(Optional.of(Role.HEADGATE));
  }

  static Stream<Reason> flux(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> isFlux(change, facts))
        .map(change -> Reason.high(change, "Flux itself is changed").noSandboxTells());
  }

  private static boolean isFlux(Change change, ChangeFacts facts) {
    var gated = facts.source().map(GatedSource::source).equals(Optional.of(change.key()));
    return !gated
        && (change.key().group().equals(FluxKinds.OPERATOR_GROUP)
            || (Crds.isCrd(change.key()) && change.key().name().endsWith(".fluxcd.io"))
            || Components.roleOf(change, facts).equals(Optional.of(Role.FLUX)));
  }

  static Stream<Reason> gatedSource(ChangeFacts facts) {
    return facts.source().stream()
        .flatMap(
            gated ->
                facts
                    .changes()
                    .filter(
                        change ->
                            change.key().equals(gated.source())
                                || change.key().equals(gated.kustomization()))
                    .map(
                        change ->
                            Reason.high(change, "what this gate stands on is changed")
                                .noSandboxTells()));
  }
}
