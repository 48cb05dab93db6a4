package dev.headgate.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

  @Property
  void shouldReadBackAnyKeysHoweverTheyAreDivided(
      @ForAll("keys") Set<ObjectKey> keys, @ForAll @IntRange(min = 1, max = 500) int most) {
    var read = new TreeSet<ObjectKey>();
    InventoryText.chunks(new TreeSet<>(keys), most)
        .forEach(text -> read.addAll(InventoryText.keys(text)));

    assertThat(read).isEqualTo(new TreeSet<>(keys));
  }

  @Property
  void shouldReadWhateverSomebodyWroteIntoTheRecord(@ForAll String text) {
    assertThat(InventoryText.keys(text).size()).isLessThanOrEqualTo(text.length() / 2 + 1);
  }

  /** As manifests name them: see {@code ManifestReader}. */
  @Provide
  Arbitrary<Set<ObjectKey>> keys() {
    var word = Arbitraries.strings().withCharRange('a', 'z').withChars("09-").ofMinLength(1);
    var name = Arbitraries.strings().withCharRange('a', 'z').withChars("09-.:_@").ofMinLength(1);
    return Combinators.combine(
            Arbitraries.of("", "apps", "rbac.authorization.k8s.io"),
            word.ofMaxLength(20),
            Arbitraries.oneOf(Arbitraries.just(""), word.ofMaxLength(20)),
            name.ofMaxLength(40))
        .as(ObjectKey::new)
        .set()
        .ofMaxSize(20);
  }
}
