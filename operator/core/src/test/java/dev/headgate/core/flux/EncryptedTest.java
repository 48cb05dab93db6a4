package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EncryptedTest {

  @Test
  void shouldMaskCiphertextWhereverItStands() {
    // given
    var object =
        object(
            """
            kind: ConfigMap
            data: {a: "ENC[AES256_GCM,data:1]", b: plain}
            list: ["ENC[AES256_GCM,data:2]", x]
            sops: {mac: "ENC[m]"}
            """);

    // when
    boolean masked = Encrypted.mask(object);

    // then
    assertThat(masked).isTrue();
    assertThat(object.has("sops")).isFalse();
    assertThat(object.toString()).doesNotContain("ENC[").contains("plain");
    assertThat(object.path("list").path(1).asText()).isEqualTo("x");
  }

  @Test
  void shouldKeepAChangedValueAChangeAndTheSameValueTheSame() {
    assertThat(masked("ENC[1]")).isEqualTo(masked("ENC[1]")).isNotEqualTo(masked("ENC[2]"));
  }

  @Test
  void shouldKeepSecretDataBase64() {
    // given an encrypted file that a generator put into a Secret
    var inner = Base64.getEncoder().encodeToString("ENC[x]".getBytes(StandardCharsets.UTF_8));
    var object = object("{kind: Secret, data: {a: '%s', b: 'ENC[y]', c: aGk=}}".formatted(inner));

    // when
    Encrypted.mask(object);

    // then
    for (var value : object.path("data")) {
      assertThat(Base64.getDecoder().decode(value.asText())).isNotEmpty();
    }
    assertThat(object.path("data").path("a").asText()).isNotEqualTo(inner);
    assertThat(object.path("data").path("c").asText()).isEqualTo("aGk=");
  }

  @Test
  void shouldLeaveOtherObjectsAlone() {
    var object = object("{kind: ConfigMap, sops: {enabled: true}, data: {a: 'not ENC[x]'}}");

    assertThat(Encrypted.mask(object)).isFalse();
    assertThat(object.path("sops").path("enabled").asBoolean()).isTrue();
  }

  private static String masked(String value) {
    var object = object("{kind: ConfigMap, data: {a: '%s'}}".formatted(value));
    Encrypted.mask(object);
    return object.toString();
  }
}
