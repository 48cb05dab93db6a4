package dev.headgate.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {

  @Test
  void shouldTellSequencesApartThatAreOneTextWhenJoined() {
    assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc")).isEqualTo(of("ab", "c"));
  }

  @Test
  void shouldShowTheFirstDigitsOfItsHex() {
    var digest = new Digest("sha256:0123456789abcdef0123456789abcdef0123456789abcdef");

    assertThat(digest.shortened()).isEqualTo("0123456789ab");
    assertThat(digest.abbreviated()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(digest).hasToString(digest.value());
  }

  private static Digest of(String... fields) {
    var digest = Digest.builder();
    for (var field : fields) {
      digest.field(field.getBytes(StandardCharsets.UTF_8));
    }
    return digest.build();
  }
}
