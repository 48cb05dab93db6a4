package dev.headgate.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.Given;
import org.junit.jupiter.api.Test;

class SecretShapeTest {

  @Test
  void shouldNameFieldsAndNeverValues() {
    // given
    var secret =
        Given.only(
            Given.manifests(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                typ: Opaque
                data: {good: aHVudGVyMg==, bad: hunter2!}
                stringData: {number: 7}
                """));

    // when
    var findings = SecretShape.check(secret);

    // then
    assertThat(findings)
        .extracting(Finding::field)
        .containsExactlyInAnyOrder("typ", "data.bad", "stringData.number");
    assertThat(findings.toString()).doesNotContain("hunter2").doesNotContain("aHVu");
  }
}
