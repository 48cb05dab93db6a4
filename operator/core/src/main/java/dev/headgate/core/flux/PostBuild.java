package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.yaml.Documents;
import dev.headgate.core.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The {@code postBuild} step of one Flux Kustomization (fluxcd/pkg kustomize_varsub.go). Where Flux
 * stops at a variable without value, this puts a placeholder and tells its name: whether the
 * cluster has the value is not known here.
 *
 * @param values what is known, the fallbacks included
 * @param active whether Flux substitutes at all: not without variables, unless told to
 */
public record PostBuild(Map<String, String> values, boolean active) {

  public static final PostBuild NONE = new PostBuild(Map.of(), false);

  private static final String SWITCH = FluxKustomization.GROUP + "/substitute";
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");

  /**
   * Collects the variables as Flux does: ConfigMaps in their order, overridden by inline ones.
   * Secrets are not read.
   *
   * @param fallbacks used where Flux's own sources have no value at hand
   * @param configMaps gives the data of the ConfigMap of that name in the Kustomization's namespace
   */
  public static PostBuild of(
      FluxKustomization flux,
      Map<String, String> fallbacks,
      Function<String, Optional<Map<String, String>>> configMaps) {
    var postBuild = flux.spec().path("postBuild");
    if (!postBuild.isObject()) {
      return NONE;
    }
    var values = new LinkedHashMap<>(fallbacks);
    boolean known = false;
    boolean unknown = false;
    for (JsonNode from : postBuild.path("substituteFrom")) {
      var data =
          from.path("kind").asText().equals("ConfigMap")
              ? configMaps.apply(from.path("name").asText())
              : Optional.<Map<String, String>>empty();
      unknown |= data.isEmpty() && !from.path("optional").asBoolean();
      known |= data.filter(d -> !d.isEmpty()).isPresent();
      data.ifPresent(d -> d.forEach((name, value) -> put(values, name, value)));
    }
    for (var inline : FluxKustomization.texts(postBuild.path("substitute")).entrySet()) {
      known = true;
      put(values, inline.getKey(), inline.getValue());
    }
    boolean always = postBuild.path("substituteStrategy").asText().equals("Always");
    return new PostBuild(Map.copyOf(values), known || unknown || always);
  }

  private static void put(Map<String, String> values, String name, String value) {
    values.put(name, value.replace("\n", ""));
  }

  /**
   * The object after substitution, and the variables that had no value.
   *
   * @param place names the object in messages
   * @throws RefusedInputException for what Flux refuses too: a malformed expression, a variable
   *     name that is none, or a result that is no object
   */
  public Result apply(String place, ObjectNode object, Limits.Yaml limits) {
    if (!active || isSwitchedOff(object) || !mentionsVariable(object)) {
      return new Result(object, new TreeSet<>());
    }
    values.keySet().stream()
        .filter(name -> !NAME.matcher(name).matches())
        .findFirst()
        .ifPresent(
            name -> {
              throw new RefusedInputException(
                  place, "a postBuild variable whose name is none", NAME.pattern());
            });
    var missing = new TreeSet<String>();
    var text = Envsubst.expand(place, YamlText.of(object), variables(missing), limits.bytes());
    var documents =
        new Documents(limits)
            .read(place + " after substitution", text.getBytes(StandardCharsets.UTF_8));
    if (documents.size() != 1 || !(documents.getFirst().content() instanceof ObjectNode result)) {
      throw new RefusedInputException(place, "no object after substitution", "one object");
    }
    return new Result(result, missing);
  }

  private Envsubst.Variables variables(SortedSet<String> missing) {
    return new Envsubst.Variables() {
      @Override
      public String value(String name) {
        return values.getOrDefault(name, "");
      }

      @Override
      public boolean has(String name) {
        return values.containsKey(name);
      }

      @Override
      public String missing(String name) {
        missing.add(name);
        return placeholder(name);
      }
    };
  }

  /** Fits wherever a DNS label fits, so that names and hosts stay well-formed. */
  static String placeholder(String variable) {
    return "placeholder-" + variable.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isSwitchedOff(ObjectNode object) {
    var metadata = object.path("metadata");
    return metadata.path("labels").path(SWITCH).asText().equals("disabled")
        || metadata.path("annotations").path(SWITCH).asText().equals("disabled");
  }

  private static boolean mentionsVariable(JsonNode node) {
    return switch (node) {
      case ObjectNode object ->
          object.properties().stream()
              .anyMatch(e -> e.getKey().contains("$") || mentionsVariable(e.getValue()));
      case ArrayNode list -> list.valueStream().anyMatch(PostBuild::mentionsVariable);
      default -> node.isTextual() && node.textValue().contains("$");
    };
  }

  /** An object after substitution; {@code missing} are the variables that had no value. */
  public record Result(ObjectNode object, SortedSet<String> missing) {}
}
