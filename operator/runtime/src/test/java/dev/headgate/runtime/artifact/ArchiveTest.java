package dev.headgate.runtime.artifact;

import static dev.headgate.runtime.artifact.TarGz.archive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  private static final Limits.Archive SMALL =
      new Limits.Archive(10_000, 200_000, 150_000, 4, 50, 1_000, 120);

  @Test
  void shouldUnpackFilesAndSkipFoldersAndSymbolicLinks() {
    // given
    var longName = "a/".repeat(55) + "f.yaml";
    var tarGz =
        archive()
            .folder("./")
            .folder("apps/")
            .file("./apps/a.yaml", "a: 1\n")
            .script("run.sh", "#!/bin/sh\n")
            .special("link", '2')
            .paxFile(longName, "pax")
            .gnuFile("b/" + longName, "gnu")
            .file("empty", "")
            .bytes();

    // when
    var tree = Archive.unpack(tarGz, Limits.Archive.STANDARD);

    // then
    assertThat(tree.files().keySet())
        .containsExactly(longName, "apps/a.yaml", "b/" + longName, "empty", "run.sh");
    assertThat(tree.file("apps/a.yaml").orElseThrow().asText()).isEqualTo("a: 1\n");
    assertThat(tree.file("run.sh").orElseThrow().executable()).isTrue();
    assertThat(tree.file("empty").orElseThrow().executable()).isFalse();
    assertThat(tree.file("b/" + longName).orElseThrow().asText()).isEqualTo("gnu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "a/..", "..", "a\\b", "a\nb"})
  void shouldRefuseNamesThatLeaveTheTree(String name) {
    assertRefused(archive().file(name, "x").bytes(), "a path");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '3', '4', '6', '7', 'S', 'Z'})
  void shouldRefuseHardLinksDevicesAndUnknownTypes(char type) {
    assertRefused(archive().special("x", type).bytes(), "a link or device at x");
  }

  @Test
  void shouldRefuseABomb() {
    var zeros = new byte[100_000];

    assertRefused(archive().file("zeros", zeros).bytes(), "a bomb");
  }

  @Test
  void shouldRefuseTooManyBytesEntriesAndLongNames() {
    assertRefused(
        archive().file("a", noise(9_999)).file("b", noise(9_999)).bytes(),
        "bytes; allowed: 10000 bytes");
    assertRefused(archive().file("a", new byte[150_001]).bytes(), "a has 150001 bytes");
    assertRefused(
        archive().folder("a").folder("b").folder("c").folder("d").folder("e").bytes(), "4 entries");
    assertRefused(
        archive().paxFile("n".repeat(121), "").bytes(), "a longer path; allowed: 120 bytes");
  }

  @Test
  void shouldRefuseMoreUnpackedBytesThanAllowed() {
    // given a ratio that would let it pass
    var limits = new Limits.Archive(10_000, 5_000, 150_000, 4, 50, 100_000, 120);

    // when, then
    assertThatThrownBy(() -> Archive.unpack(archive().file("a", new byte[5_001]).bytes(), limits))
        .hasMessage("archive: more unpacked bytes; allowed: 5000 bytes");
  }

  @Test
  void shouldRefuseSizesThatLie() {
    assertRefused(archive().lyingFile("a", 1_000, "short").cutOff(), "an entry that ends early");
    assertRefused(archive().lyingFile("a", 3, "x".repeat(600)).cutOff(), "half a header");
  }

  @Test
  void shouldRefuseAPathThatStandsTwice() {
    assertRefused(archive().file("a/b", "1").file("a//./b", "2").bytes(), "a/b stands twice");
    assertRefused(archive().file("a", "1").file("a/b", "2").bytes(), "a is a file and a folder");
  }

  @Test
  void shouldRefuseWhatIsDamaged() {
    // given
    var whole = archive().file("a", noise(3_000)).bytes();

    // when, then
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "ends early");
    assertRefused("no gzip".getBytes(StandardCharsets.UTF_8), "no gzip data");
    assertRefused(new byte[0], "ends early");
  }

  @Test
  void shouldGiveTheSameTreeForTheSameFilesInAnyOrder() {
    // given
    Tree one = Archive.unpack(archive().file("a", "1").file("b", "2").bytes(), SMALL);
    Tree other =
        Archive.unpack(archive().folder(".").file("b", "2").file("./a", "1").bytes(), SMALL);

    // when, then
    assertThat(one.digest()).isEqualTo(other.digest());
    assertThat(Archive.unpack(archive().script("a", "1").file("b", "2").bytes(), SMALL).digest())
        .isNotEqualTo(one.digest());
  }

  private static byte[] noise(int bytes) {
    var noise = new byte[bytes];
    new java.util.Random(bytes).nextBytes(noise);
    return noise;
  }

  private static void assertRefused(byte[] tarGz, String message) {
    assertThatThrownBy(() -> Archive.unpack(tarGz, SMALL))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageStartingWith("archive: ")
        .hasMessageContaining(message);
  }
}
