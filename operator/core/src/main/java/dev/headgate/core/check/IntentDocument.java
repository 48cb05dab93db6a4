package dev.headgate.core.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReader;
import dev.headgate.core.probe.Spans;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one ChangeRequest document. It is stricter than the API server: an unknown field may be a
 * misspelt wish for more proof.
 */
final class IntentDocument {

  private static final String API_VERSION = "headgate.dev/v1alpha1";
  private static final String KIND = "ChangeRequest";
  private static final Set<String> FIELDS = Set.of("title", "risk", "deadline", "probes");
  private static final String ALLOWED = "title, risk, deadline, probes";

  /** What belongs to a ChangeRequest in the cluster, but makes no sense in the commit itself. */
  private static final Set<String> OF_THE_GATE =
      Set.of("gateRef", "revision", "manifests", "baseline", "suspend");

  private final Manifest document;
  private final List<Finding> findings = new ArrayList<>();

  IntentDocument(Manifest document) {
    this.document = document;
  }

  /** What is wrong with it; complete once the wishes were read. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  String title() {
    return text("title").orElse(document.key().name());
  }

  /** Whether it is a ChangeRequest of ours with no field that we do not know. */
  void checkShape() {
    if (!document.apiVersion().equals(API_VERSION) || !isKind(document.key())) {
      report(
          "kind",
          "found %s %s; allowed: %s %s"
              .formatted(document.apiVersion(), document.key().kind(), API_VERSION, KIND));
      return;
    }
    if (!spec().isObject()) {
      report("spec", "is missing or no mapping");
      return;
    }
    spec().fieldNames().forEachRemaining(this::checkField);
    risk()
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!Set.of("atLeast", "reason").contains(field)) {
                report("spec.risk." + field, "unknown field; allowed: atLeast, reason");
              }
            });
  }

  private static boolean isKind(ObjectKey key) {
    return key.kind().equals(KIND);
  }

  private void checkField(String field) {
    if (OF_THE_GATE.contains(field)) {
      report(
          "spec." + field,
          "a document in the tree speaks of the commit that it arrives with; allowed: " + ALLOWED);
    } else if (!FIELDS.contains(field)) {
      report("spec." + field, "unknown field; allowed: " + ALLOWED);
    }
  }

  Optional<RiskLevel> atLeast() {
    if (risk().isMissingNode()) {
      return Optional.empty();
    }
    var word = risk().path("atLeast").asText();
    var level = Arrays.stream(RiskLevel.values()).filter(l -> l.text().equals(word)).findFirst();
    if (level.isEmpty()) {
      report("spec.risk.atLeast", "found '%s'; allowed: %s".formatted(shown(word), levels()));
    }
    return level;
  }

  /** Empty when the document asks for no risk. */
  Optional<String> reason() {
    if (risk().isMissingNode()) {
      return Optional.empty();
    }
    var reason = risk().path("reason").asText();
    return Optional.of(
        reason.isBlank() ? "the author of %s asks for it".formatted(file()) : reason);
  }

  Optional<Duration> deadline() {
    var text = text("deadline");
    var span = text.flatMap(Spans::read);
    if (text.isPresent() && span.isEmpty()) {
      report(
          "spec.deadline", "found '%s'; allowed: %s".formatted(shown(text.get()), Spans.ALLOWED));
    }
    return span;
  }

  List<Probe> probes() {
    return new ProbeReader(this::report).read(spec().path("probes"));
  }

  private Optional<String> text(String field) {
    var value = spec().path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      report("spec." + field, "is no text (quote it)");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  private JsonNode spec() {
    return document.content().path("spec");
  }

  private JsonNode risk() {
    return spec().path("risk");
  }

  private String file() {
    return document.origin().file();
  }

  private void report(String field, String message) {
    findings.add(
        new Finding(
            Intents.CHECK, "%s (%s)".formatted(file(), document.key().name()), field, message));
  }

  private static String shown(String text) {
    return text.length() <= 32 ? text : text.substring(0, 32) + "…";
  }

  private static String levels() {
    return Arrays.stream(RiskLevel.values()).map(RiskLevel::text).collect(Collectors.joining(", "));
  }
}
