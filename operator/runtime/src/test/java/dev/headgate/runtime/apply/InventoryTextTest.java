package dev.headgate.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InventoryTextTest {

  @Test
  void shouldReadBackWhatItWrote() {
    // given
    var keys =
        List.of(
            new ObjectKey("", "ConfigMap", "web", "a"),
            new ObjectKey("", "Namespace", "", "web"),
            new ObjectKey("apps", "Deployment", "web", "a.b"),
            new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", "", "system:a:b"));

    // when
    var texts = InventoryText.chunks(keys, 10_000);

    // then
    assertThat(texts).hasSize(1);
    assertThat(InventoryText.keys(texts.getFirst())).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void shouldKeepEachChunkSmallHoweverLongTheNamesAre() {
    // given
    var keys =
        IntStream.range(0, 5_000)
            .mapToObj(
                i -> new ObjectKey("g".repeat(250), "Kind", "n".repeat(63), "x".repeat(249) + i))
            .toList();

    // when
    var texts = InventoryText.chunks(keys, 256 * 1024);

    // then
    assertThat(texts).hasSizeGreaterThan(10).allMatch(text -> text.length() <= 256 * 1024);
    var read = new TreeSet<ObjectKey>();
    texts.forEach(text -> read.addAll(InventoryText.keys(text)));
    assertThat(read).isEqualTo(new TreeSet<>(keys));
  }

  @Test
  void shouldPassOverWhatIsNoKey() {
    assertThat(InventoryText.keys("hello\n\na/b/c/d\nConfigMap/web/a\n"))
        .containsExactly(new ObjectKey("", "ConfigMap", "web", "a"));
  }
}
