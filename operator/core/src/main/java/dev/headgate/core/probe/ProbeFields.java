package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of one mapping of a probe. What is not as it must be is reported, and replaced by
 * something harmless so that the rest can be judged too.
 */
final class ProbeFields {

  private final JsonNode node;
  private final String place;
  private final ProbeReader.Report report;
  private final List<String> wrong;

  ProbeFields(JsonNode node, String place, ProbeReader.Report report) {
    this(node, place, report, new ArrayList<>());
  }

  private ProbeFields(JsonNode node, String place, ProbeReader.Report report, List<String> wrong) {
    this.node = node;
    this.place = place;
    this.report = report;
    this.wrong = wrong;
    if (!node.isObject()) {
      report.wrong(place, "is no mapping");
      wrong.add(place);
    }
  }

  /** The mapping of that name; what is wrong there is wrong here. */
  ProbeFields below(String field) {
    return new ProbeFields(node.path(field), place + "." + field, report, wrong);
  }

  boolean areRight() {
    return wrong.isEmpty();
  }

  void wrong(String field, String message) {
    wrong.add(field);
    report.wrong(place + "." + field, message);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  void onlyKnows(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                wrong(
                    shown(field),
                    known.isEmpty()
                        ? "unknown field; none is allowed here"
                        : "unknown field; allowed: " + String.join(", ", new TreeSet<>(known)));
              }
            });
  }

  /** Text or a whole number of that form. */
  String matching(String field, String form, String allowed) {
    var value = node.path(field);
    var text = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
    if (text.matches(form)) {
      return text;
    }
    wrong(
        field,
        value.isMissingNode()
            ? "is missing; allowed: " + allowed
            : "found '%s'; allowed: %s".formatted(shown(text), allowed));
    return "";
  }

  String matchingIfGiven(String field, String form, String allowed) {
    return has(field) ? matching(field, form, allowed) : "";
  }

  String word(String field, String otherwise, Set<String> allowed) {
    return has(field)
        ? matching(field, String.join("|", allowed), String.join(" or ", new TreeSet<>(allowed)))
        : otherwise;
  }

  String text(String field, int longest) {
    var text = textIfGiven(field, longest);
    if (text.isEmpty() && !has(field)) {
      wrong(field, "is missing");
    } else if (text.isBlank()) {
      wrong(field, "is empty");
    }
    return text;
  }

  String textIfGiven(String field, int longest) {
    var value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      wrong(field, "is no text (quote it)");
      return "";
    }
    if (value.asText().length() > longest) {
      wrong(field, "has %d characters; allowed: %d".formatted(value.asText().length(), longest));
      return "";
    }
    return value.asText();
  }

  int count(String field, int otherwise, int from, int to) {
    if (!has(field)) {
      return otherwise;
    }
    var value = node.path(field);
    if (value.isIntegralNumber() && value.asLong() >= from && value.asLong() <= to) {
      return (int) value.asLong();
    }
    wrong(field, "found %s; allowed: %d to %d".formatted(shown(value.asText()), from, to));
    return otherwise;
  }

  Optional<Double> number(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    var value = node.path(field);
    if (value.isNumber() && Double.isFinite(value.asDouble())) {
      return Optional.of(value.asDouble());
    }
    wrong(field, "found '%s'; allowed: a number".formatted(shown(value.asText())));
    return Optional.empty();
  }

  Duration span(String field, Duration otherwise, Duration from, Duration to) {
    if (!has(field)) {
      return otherwise;
    }
    var text = node.path(field).asText();
    var span = Spans.read(text);
    if (span.isPresent() && span.get().compareTo(from) >= 0 && span.get().compareTo(to) <= 0) {
      return span.get();
    }
    wrong(
        field,
        "found '%s'; allowed: %s to %s, as %s"
            .formatted(shown(text), Spans.text(from), Spans.text(to), Spans.ALLOWED));
    return otherwise;
  }

  private static String shown(String text) {
    return text.length() <= 32 ? text : text.substring(0, 32) + "…";
  }
}
