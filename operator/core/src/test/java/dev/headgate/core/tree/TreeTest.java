package dev.headgate.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static final Tree TREE = tree("a.sh", "one", false);

  @Test
  void shouldBeAnotherTreeWithAnotherNameModeOrByte() {
    var others =
        List.of(tree("b.sh", "one", false), tree("a.sh", "one", true), tree("a.sh", "two", false));

    assertThat(others)
        .extracting(Tree::digest)
        .doesNotHaveDuplicates()
        .doesNotContain(TREE.digest());
    assertThat(tree("a.sh", "one", false).digest()).isEqualTo(TREE.digest());
    assertThat(TREE.digest()).hasToString(TREE.digest().value());
  }

  @Test
  void shouldNameWhatCameWentOrChanged() {
    var before = Tree.of(Map.of("same", file("1"), "gone", file("1"), "edited", file("1")));
    var after = Tree.of(Map.of("same", file("1"), "new", file("1"), "edited", file("2")));

    assertThat(after.changedSince(before)).containsExactly("edited", "gone", "new");
    assertThat(tree("a.sh", "one", true).changedSince(TREE)).containsExactly("a.sh");
  }

  @Test
  void shouldCompareFilesByBytesAndMode() {
    assertThat(file("1")).isEqualTo(file("1")).hasSameHashCodeAs(file("1"));
    assertThat(file("1")).isNotEqualTo(file("2")).isNotEqualTo("1");
    assertThat(file("1").hashCode()).isNotEqualTo(file("2").hashCode());
    assertThat(tree("a.sh", "one", true).file("a.sh")).map(TreeFile::executable).contains(true);
    assertThat(TREE.file("a.sh")).map(TreeFile::executable).contains(false);
  }

  @Test
  void shouldNotChangeWhenSomebodyChangesTheBytesThatTheyGaveOrGot() {
    var bytes = "one".getBytes(StandardCharsets.UTF_8);
    var file = new TreeFile(bytes, false);

    bytes[0] = 'x';
    file.content()[1] = 'x';

    assertThat(file.asText()).isEqualTo("one");
  }

  private static TreeFile file(String text) {
    return TreeFile.text(text);
  }

  private static Tree tree(String path, String text, boolean executable) {
    return Tree.of(Map.of(path, new TreeFile(text.getBytes(StandardCharsets.UTF_8), executable)));
  }
}
