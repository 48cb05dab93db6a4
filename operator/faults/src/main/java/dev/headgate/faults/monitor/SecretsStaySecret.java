package dev.headgate.faults.monitor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S6: the value of a secret, plain or in base64, is in no object but Secrets, in no log line or
 * exception, and in no metric.
 */
final class SecretsStaySecret implements Promise {

  @Override
  public String id() {
    return "S6";
  }

  @Override
  public Findings check(Evidence evidence) {
    var secrets =
        evidence.expected().secrets().stream()
            .flatMap(value -> Stream.of(value, base64(value)))
            .toList();
    var findings = new Findings();
    for (var seen : evidence.seen()) {
      if (!seen.is("secrets")) {
        var found = found(secrets, seen.object().toString());
        findings.expect(found.isEmpty(), "%s holds a secret: %s", seen, found.orElse(""));
      }
    }
    for (var line : evidence.words()) {
      var found = found(secrets, line);
      findings.expect(found.isEmpty(), "a line holds a secret: %s", line);
    }
    return findings;
  }

  private static Optional<String> found(List<String> secrets, String text) {
    return secrets.stream().filter(text::contains).findFirst();
  }

  private static String base64(String value) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
