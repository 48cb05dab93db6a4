package dev.headgate.core.inside;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of Secrets that Flux was given, or of a chart, so that no message of others repeats
 * one: a build that fails may quote what it was to build. A value of fewer than four characters is
 * no secret.
 */
public final class Hidden {

  public static final Hidden NOTHING = new Hidden(List.of());

  private static final int SHORTEST = 4;
  private static final int LONGEST_MESSAGE = 1000;

  private final List<String> values;

  private Hidden(List<String> values) {
    this.values = values;
  }

  public static Hidden in(Collection<Manifest> manifests) {
    Set<String> values = new LinkedHashSet<>();
    for (var manifest : manifests) {
      if (manifest.key().isA("", "Secret")) {
        manifest.content().path("stringData").forEach(value -> add(values, value.asText()));
        manifest.content().path("data").forEach(value -> addEncoded(values, value));
      }
    }
    return of(values);
  }

  /** All texts in the values of a chart, which may be anything. */
  public static Hidden texts(JsonNode values) {
    Set<String> found = new LinkedHashSet<>();
    collect(values, found);
    return of(found);
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isTextual()) {
      add(found, node.textValue());
    }
    node.forEach(child -> collect(child, found));
  }

  private static Hidden of(Set<String> values) {
    return new Hidden(
        values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList());
  }

  private static void addEncoded(Set<String> values, JsonNode value) {
    add(values, value.asText());
    try {
      add(values, new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // then it stands there as it is
    }
  }

  private static void add(Set<String> values, String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
      value.lines().map(String::strip).filter(l -> l.length() >= SHORTEST).forEach(values::add);
      values.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** The message in one line, without those values and no longer than a finding may be. */
  public String of(String message) {
    var text = message;
    for (var value : values) {
      text = text.replace(value, "(hidden)");
    }
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
