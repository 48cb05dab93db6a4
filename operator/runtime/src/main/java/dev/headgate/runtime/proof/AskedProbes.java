package dev.headgate.runtime.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.check.Intents;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReader;
import dev.headgate.core.probe.Probes;
import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The probes that a ChangeRequest and the documents of its tree ask for together. */
final class AskedProbes {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AskedProbes() {}

  sealed interface Asked {
    record All(List<Probe> probes) implements Asked {}

    record Refused(List<Finding> findings) implements Asked {}
  }

  /** The same reader reads those of the cluster and those of the tree. */
  static Asked of(ChangeRequest request, Optional<Intents.Found> intent) {
    var findings = new ArrayList<Finding>();
    var name = request.getMetadata().getName();
    var own =
        new ProbeReader(
                (field, message) -> findings.add(new Finding("probes", name, field, message)))
            .read(MAPPER.valueToTree(request.getSpec().probes()));
    if (!findings.isEmpty()) {
      return new Asked.Refused(findings);
    }
    return switch (Probes.together(
        List.of(own, intent.map(Intents.Found::probes).orElse(List.of())))) {
      case Probes.Merged.All(var probes) -> new Asked.All(probes);
      case Probes.Merged.Refused(var reason) ->
          new Asked.Refused(List.of(new Finding("probes", name, "spec.probes", reason)));
    };
  }

  /** Whoever wants to see something measured wants it run, however harmless it looks. */
  static Optional<ChangeFacts.Floor> floor(List<Probe> probes) {
    return probes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ChangeFacts.Floor(
                RiskLevel.MEDIUM,
                "its author wants it measured: "
                    + String.join(", ", probes.stream().map(Probe::name).toList())));
  }
}
