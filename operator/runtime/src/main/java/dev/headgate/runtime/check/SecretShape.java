package dev.headgate.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The schema of a Secret, checked here: the dry-run account has no right to Secrets, so that it can
 * neither read nor guess one.
 */
final class SecretShape {

  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "type", "data", "stringData", "immutable");

  private SecretShape() {}

  /** What is wrong, by field; never a value. */
  static List<Finding> check(Manifest secret) {
    var findings = new ArrayList<Finding>();
    secret
        .content()
        .properties()
        .forEach(
            field -> {
              if (!FIELDS.contains(field.getKey())) {
                findings.add(finding(secret, field.getKey(), "unknown field; allowed: " + FIELDS));
              }
            });
    secret
        .content()
        .path("data")
        .properties()
        .forEach(
            entry -> {
              if (!isBase64(entry.getValue())) {
                findings.add(finding(secret, "data." + entry.getKey(), "is no base64 text"));
              }
            });
    secret
        .content()
        .path("stringData")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isTextual()) {
                findings.add(finding(secret, "stringData." + entry.getKey(), "is no text"));
              }
            });
    return findings;
  }

  private static Finding finding(Manifest secret, String field, String message) {
    return new Finding(DryRunCheck.NAME, secret.key().toString(), field, message);
  }

  @SuppressWarnings("UnusedException") // its message quotes the value
  private static boolean isBase64(JsonNode value) {
    if (!value.isTextual()) {
      return value.isNull();
    }
    try {
      Base64.getMimeDecoder().decode(value.asText());
      return value.asText().matches("[A-Za-z0-9+/=\\s]*");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
