package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Change;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The storage that a claim asks for, as a Kubernetes quantity. */
final class VolumeSize {

  private static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?");
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 1, "Mi", 2, "Gi", 3, "Ti", 4, "Pi", 5, "Ei", 6);
  private static final Map<String, Integer> DECIMAL =
      Map.of("k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

  private VolumeSize() {}

  /** Whether nothing differs in the claim but that it asks for more. */
  static boolean grows(Change claim) {
    var before = bytes(requested(claim.fieldBefore("spec")));
    var after = bytes(requested(claim.fieldAfter("spec")));
    return before.isPresent()
        && after.isPresent()
        && after.get().compareTo(before.get()) > 0
        && withoutSize(claim.fieldBefore("spec")).equals(withoutSize(claim.fieldAfter("spec")));
  }

  private static JsonNode requested(JsonNode spec) {
    return spec.at("/resources/requests/storage");
  }

  private static JsonNode withoutSize(JsonNode spec) {
    var copy = spec.deepCopy();
    if (copy.at("/resources/requests") instanceof ObjectNode requests) {
      requests.remove("storage");
    }
    return copy;
  }

  static Optional<BigDecimal> bytes(JsonNode quantity) {
    var matcher = QUANTITY.matcher(quantity.asText());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var unit = matcher.group(2) == null ? "" : matcher.group(2);
    var factor =
        BINARY.containsKey(unit)
            ? BigDecimal.valueOf(1024).pow(BINARY.getOrDefault(unit, 0))
            : BigDecimal.TEN.pow(DECIMAL.getOrDefault(unit, 0));
    return Optional.of(new BigDecimal(matcher.group(1)).multiply(factor));
  }
}
