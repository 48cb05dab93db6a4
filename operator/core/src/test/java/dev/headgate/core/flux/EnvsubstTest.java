package dev.headgate.core.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.RefusedInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of fluxcd/pkg envsubst's own tests, and its oddities. */
class EnvsubstTest {

  private static final Map<String, String> VALUES =
      Map.of(
          "v", "abcdEFGH28ij",
          "path", "/home/bozo/ideas",
          "z", "abcABC123ABCabc",
          "file", "bash.string.txt",
          "slashes", "foo/bar/baz",
          "empty", "",
          "long", "a".repeat(1_200));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "plain text => plain text",
        "${v} => abcdEFGH28ij",
        "a${v}b${v} => aabcdEFGH28ijbabcdEFGH28ij",
        "${#v} => 12",
        "${v^} => AbcdEFGH28ij",
        "${v^^} => ABCDEFGH28IJ",
        "${v,,} => abcdefgh28ij",
        "${path:6} => bozo/ideas",
        "${path:6:4} => bozo",
        "${path:-5} => /home/bozo/ideas",
        "${v:1:-1} => bcdEFGH28i",
        "${none=xyz} => xyz",
        "${none:=xyz} => xyz",
        "${none:-xyz} => xyz",
        "${none:?xyz} => xyz",
        "${none:+xyz} => xyz",
        "${empty:-xyz} => xyz",
        "${v:=xyz} => abcdEFGH28ij",
        "${none:=${v}-x} => abcdEFGH28ij-x",
        "${none=a${path:6:4}-b} => abozo-b",
        "${z/%abc/XYZ} => abcABC123ABCXYZ",
        "${z/#abc/XYZ} => XYZABC123ABCabc",
        "${z//abc/xyz} => xyzABC123ABCxyz",
        "${z/abc/xyz} => xyzABC123ABCabc",
        "${file#*.} => string.txt",
        "${file##*.} => txt",
        "${file%.*} => bash.string",
        "${file%%.*} => bash",
        "${path#*/} => home/bozo/ideas",
        "${slashes/\\//-} => foo-bar/baz",
        "${slashes//\\//-} => foo-bar-baz",
        "${slashes/\\//} => foobar/baz",
        "$${v} => ${v}",
        "$$$${v} => $${v}",
        "$$${v} => $abcdEFGH28ij",
        "a $v $ b => a $v $ b",
        "$${v=${v}} => ${v=abcdEFGH28ij}",
        "\\\\x ${v} => \\\\x abcdEFGH28ij"
      })
  void shouldExpandAsFluxDoes(String text, String expected) {
    assertThat(expand(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${v",
        "${}",
        "${v-x}",
        "${v",
        "${ v}",
        "${v }",
        "${#}",
        "${v/abc",
        "${v:",
        "${v%[a]}",
        "${a.b}"
      })
  void shouldRefuseWhatFluxRefuses(String text) {
    assertThatThrownBy(() -> expand(text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageStartingWith("here: ");
  }

  @Test
  void shouldAskForAPlaceholderOnlyWhereNothingElseHelps() {
    assertThat(expand("${none}.${none:-x}.${none^^}.${none/a/b}"))
        .isEqualTo("<none>.x.<none>.<none>");
    assertThat(expand("<${empty}>")).isEqualTo("<>");
  }

  @Test
  void shouldStopAtWhatGrowsOrNestsTooMuch() {
    assertThatThrownBy(() -> expand("${v}".repeat(200))).hasMessageContaining("grows beyond 1000");
    assertThatThrownBy(() -> expand("${a:=".repeat(30) + "}".repeat(30)))
        .hasMessageContaining("nested deeper");
  }

  /** What a few signs ask for would take gigabytes, or hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${long//a/${long}}",
        "${long//${empty}/${long}}",
        "${none:=${long}${long}${long}${long}}",
        "${#long}${#long}${#long}${#long}",
        "${long#*aaaaaaaab}"
      })
  void shouldStopAtWhatTakesTooLongWhateverComesOut(String text) {
    assertThatThrownBy(() -> expand(text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessage("here: substitutions that take too long");
  }

  private static String expand(String text) {
    var variables =
        new Envsubst.Variables() {
          @Override
          public String value(String name) {
            return VALUES.getOrDefault(name, "");
          }

          @Override
          public boolean has(String name) {
            return VALUES.containsKey(name);
          }

          @Override
          public String missing(String name) {
            return "<" + name + ">";
          }
        };
    return Envsubst.expand("here", text, variables, 1_000);
  }
}
