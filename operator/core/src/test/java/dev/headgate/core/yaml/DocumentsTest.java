package dev.headgate.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  private static final Limits.Yaml SMALL = new Limits.Yaml(10_000, 3, 30, 8, 5, 20);

  @ParameterizedTest
  @CsvSource({
    "yes, true",
    "Off, false",
    "y, true",
    "~, null",
    "0755, 493",
    "0o17, 15",
    "0x1F, 31",
    "0b11, 3",
    "1_000, 1000",
    "08, 8.0",
    "-12, -12",
    "+3, 3",
    ".5, 0.5",
    "1e3, 1000.0",
    "18446744073709551615, 18446744073709551615",
    "2001-01-01, '\"2001-01-01\"'",
    "1.2.3, '\"1.2.3\"'",
    "12:30:45, '\"12:30:45\"'",
    "'\"yes\"', '\"yes\"'",
    "!!str 5, '\"5\"'",
    "nope, '\"nope\"'",
    "4f2c0e1, '\"4f2c0e1\"'",
    "'\"-\"', '\"-\"'"
  })
  void shouldReadPlainScalarsAsKubernetesDoes(String written, String json) {
    assertThat(one("{k: " + written + "}").path("k")).hasToString(json);
  }

  @Test
  void shouldReadTheSameNumberFromYamlAndJsonAsEqual() {
    // given
    var yaml = one("a: 1\nb: 3000000000\nc: 1.5\nd: 123456789012345678901\n");

    // when
    var json = one("{\"a\": 1, \"b\": 3000000000, \"c\": 1.5, \"d\": 1}");

    // then
    assertThat(json.path("a")).isEqualTo(yaml.path("a"));
    assertThat(json.path("b")).isEqualTo(yaml.path("b"));
    assertThat(json.path("c")).isEqualTo(yaml.path("c"));
  }

  /** To Kubernetes both are YAML: a float where no 64 bits hold it, text where no float does. */
  @Test
  void shouldReadNumbersBeyondAllMeasureFromYamlAndJsonAlike() {
    var json = one("{\"a\": 123456789012345678901234567890, \"b\": [-1e999, 1e30]}");

    assertThat(json).isEqualTo(one("a: 123456789012345678901234567890\nb: [-1e999, 1e30]\n"));
    assertThat(json).hasToString("{\"a\":1.2345678901234568E29,\"b\":[\"-1e999\",1.0E30]}");
  }

  @Test
  void shouldSkipEmptyDocumentsAndKeepCounting() {
    // given a byte order mark, Windows line ends, a comment between two separators
    var text =
        "\uFEFF---\r\n# nothing here\r\n---\r\na: |\r\n  x\r\n---\r\n\r\n---\r\nb: 2\r\n...\r\n";

    // when
    var documents = new Documents(Limits.Yaml.STANDARD).read("f.yaml", bytes(text));

    // then
    assertThat(documents).extracting(Document::number).containsExactly(2, 4);
    assertThat(documents.getFirst().content().path("a").asText()).isEqualTo("x\n");
    assertThat(documents.getLast().place()).isEqualTo("f.yaml, document 4 (line 9)");
  }

  /**
   * By what it allocates, which no busy machine changes: the square would be thousands of times.
   */
  @Test
  void shouldReadALongScalarAtACostThatGrowsAsItDoes() {
    // given
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var text = bytes("a: " + "x".repeat(2_000_000));
    var documents = new Documents(Limits.Yaml.STANDARD);

    // when
    var before = threads.getCurrentThreadAllocatedBytes();
    documents.read("f.yaml", text);

    // then
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50L * text.length);
  }

  @Test
  void shouldReadJsonDocumentsOneAfterTheOther() {
    assertThat(read("{\"a\":1}\n{\"b\":\"\\ud83d\\ude00\"}")).hasSize(2);
  }

  @Test
  void shouldReadFlowYamlThatOnlyLooksLikeJson() {
    assertThat(one("{a: b}").path("a").asText()).isEqualTo("b");
  }

  @Test
  void shouldMergeWithoutOverwritingOwnKeys() {
    var node = one("base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\n").path("use");

    assertThat(node).hasToString("{\"z\":3,\"x\":1}");
  }

  @Test
  void shouldTurnKeysIntoText() {
    assertThat(one("1: a\non: b\n")).hasToString("{\"1\":\"a\",\"true\":\"b\"}");
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() {
    assertRefused(
        "a: 1\nb:\n  c: 1\n  c: 2\n",
        "f.yaml, document 1, line 4: key \"c\" stands twice in one mapping");
    assertRefused(
        "a:\na: 1\n", "f.yaml, document 1, line 2: key \"a\" stands twice in one mapping");
  }

  @Test
  void shouldRefuseNestingBeyondTheLimit() {
    assertRefused("[".repeat(9) + "]".repeat(9), "YAML nested 9 deep; allowed: 8 levels");
    assertRefused("{\"a\":".repeat(9) + "1" + "}".repeat(9), "too deep");
  }

  @Test
  void shouldRefuseMoreValuesThanAnybodyNeeds() {
    assertThat(read("- 1\n".repeat(29))).hasSize(1);
    assertRefused("- 1\n".repeat(30), "line 30: more values; allowed: 30 values");
    assertRefused("[" + "{},".repeat(30) + "{}]", "more values; allowed: 30 values");
    assertRefused("{\"a\":[" + "{},".repeat(100) + "1]}", "8 levels, 30 values");
  }

  @Test
  void shouldRefuseAliasesThatGrow() {
    // given the billion laughs
    var bomb = "a: &a [1,1,1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n";

    // when, then
    assertRefused(bomb, "line 3: aliases that stand for more nodes; allowed: 20 nodes");
    assertRefused("a: &a 1\nb: [*a,*a,*a,*a,*a,*a]\n", "more aliases; allowed: 5 aliases");
  }

  @Test
  void shouldRefuseARecursiveAlias() {
    assertRefused("a: &a [*a]\n", "alias *a before its anchor");
  }

  @Test
  void shouldRefuseTooManyDocumentsAndTooManyBytes() {
    assertRefused("a: 1\n---\n".repeat(5), "more documents; allowed: 3 documents");
    assertRefused("{}".repeat(5), "more documents; allowed: 3 documents");
    assertRefused("a".repeat(10_001), "10001 bytes of YAML; allowed: 10000 bytes");
  }

  @Test
  void shouldNeverQuoteAValue() {
    assertThatThrownBy(() -> read("password: hunter2\n  oops: %hunter2\n"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageStartingWith("f.yaml, document 1, line 2")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldRefuseWhatIsNoText() {
    assertThatThrownBy(
            () -> new Documents(SMALL).read("f.yaml", new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}))
        .hasMessage("f.yaml: bytes that are no text; allowed: UTF-8");
    assertRefused("a: \u0007\n", "U+0007");
  }

  @Test
  void shouldRefuseWhatJsonCannotHold() {
    assertRefused("a: .inf\n", "infinity");
    assertRefused("a: !!binary aGk=\n", "!!binary");
    assertRefused("? [a]\n: 1\n", "a mapping key that is a list or mapping");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(message);
  }

  private static JsonNode one(String text) {
    var documents = new Documents(Limits.Yaml.STANDARD).read("f.yaml", bytes(text));
    assertThat(documents).hasSize(1);
    return documents.getFirst().content();
  }

  private static List<Document> read(String text) {
    return new Documents(SMALL).read("f.yaml", bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRefuseMappingsBeyondTheLimit() {
    var nested = new StringBuilder();
    for (int depth = 0; depth < 9; depth++) {
      nested.append(" ".repeat(depth)).append("a:\n");
    }

    assertRefused(nested.toString(), "YAML nested 9 deep; allowed: 8 levels");
  }

  @Test
  void shouldForgetTheAnchorsOfAnotherDocument() {
    assertRefused("a: &a 1\n---\nb: *a\n", "alias *a before its anchor");
  }

  @Test
  void shouldTakeAsMuchAsIsAllowed() {
    assertThat(read("a: 1\n---\na: 2\n---\na: 3\n")).hasSize(3);
    assertThat(read("a: &a 1\nb: [*a,*a,*a,*a,*a]\n")).hasSize(1);
    assertThat(read("a: &a [1,1,1,1,1,1,1,1,1]\nb: [*a,*a]\n")).hasSize(1);
  }

  @Test
  void shouldMergeSeveralAndRefuseWhatIsNoMapping() {
    var two = "a: &a {x: 1}\nb: &b {x: 2, w: 2}\nc: {<<: [*a, *b], z: 3}\n";

    assertThat(one(two).path("c")).hasToString("{\"z\":3,\"x\":1,\"w\":2}");
    assertRefused("a: &a {x: 1}\nc: {<<: [*a, 1]}\n", "merge key << without a mapping");
    assertRefused("c: {<<: []}\n", "merge key << without a mapping");
    assertRefused("c: {<<: 1}\n", "merge key << without a mapping");
  }

  @Test
  void shouldBelieveATagOnlyWhereItFits() {
    assertThat(one("a: !!seq [1]\nb: !!map {c: 1}\nd: ! [1]\ne: !!str 5\nf: !!int 5\ng: ! 5\n"))
        .hasToString("{\"a\":[1],\"b\":{\"c\":1},\"d\":[1],\"e\":\"5\",\"f\":5,\"g\":\"5\"}");
    assertRefused("a: !!map [1]\n", "tag");
    assertRefused("a: !!seq {b: 1}\n", "tag");
  }
}
