package dev.headgate.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.RefusedInputException;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArtifactDigestTest {

  @Property
  void shouldKnowTheBytesThatItIsTheDigestOfAndNoOthers(
      @ForAll("algorithms") String algorithm, @ForAll byte[] bytes, @ForAll boolean loud) {
    // given
    var hash = ArtifactDigest.parse(zeros(algorithm)).newHash();
    var text = algorithm + ":" + HexFormat.of().formatHex(hash.digest(bytes));

    // when
    var digest = ArtifactDigest.parse(loud ? text.toUpperCase(Locale.ROOT) : text);

    // then
    var same = digest.newHash();
    same.update(bytes);
    assertThat(digest.isResultOf(same)).isTrue();
    var other = digest.newHash();
    other.update(bytes);
    other.update((byte) 0);
    assertThat(digest.isResultOf(other)).isFalse();
  }

  @Property
  void shouldRefuseWhatIsNone(@ForAll @From("nearly") String text) {
    assertThatThrownBy(() -> ArtifactDigest.parse(text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageStartingWith("artifact digest: ");
  }

  @Provide
  Arbitrary<String> algorithms() {
    return Arbitraries.of("sha256", "sha384", "sha512");
  }

  /** One sign too many, too few or of another alphabet, and anything else. */
  @Provide
  Arbitrary<String> nearly() {
    var right = algorithms().map(ArtifactDigestTest::zeros);
    return Arbitraries.oneOf(
        right.map(text -> text + "0"),
        right.map(text -> text.substring(1)),
        right.map(text -> text.replaceFirst("0$", "g")),
        right.map(text -> text.replaceFirst("0$", "\u0660")),
        right.map(text -> text.replace(":", "::")),
        Arbitraries.strings().ofMaxLength(60));
  }

  private static String zeros(String algorithm) {
    return algorithm + ":" + "0".repeat(Integer.parseInt(algorithm.substring(3)) / 4);
  }
}
