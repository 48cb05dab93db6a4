package dev.headgate.core.change;

import static dev.headgate.core.change.Samples.configMap;
import static dev.headgate.core.change.Samples.manifest;
import static dev.headgate.core.change.Samples.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChangeSetTest {

  private static final int LIMIT = 100;

  @Test
  void shouldNameCreatesUpdatesAndDeletesInKeyOrder() {
    var changes =
        ChangeSet.between(
            manifests(configMap("a", "1"), configMap("b", "1"), configMap("c", "1")),
            manifests(configMap("b", "2"), configMap("c", "1"), configMap("d", "1")));

    assertThat(changes.changes())
        .extracting(change -> change.op() + " " + change.key().name())
        .containsExactly("DELETE a", "UPDATE b", "CREATE d");
  }

  @Test
  void shouldSeeAnObjectThatOnlyMovesBetweenKustomizations() {
    var text = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'}}";

    var changes =
        ChangeSet.between(
            manifests(manifest(text, "flux-system/a", true)),
            manifests(manifest(text, "flux-system/b", true)));

    assertThat(changes.changes()).singleElement().matches(c -> c.op() == Change.Op.UPDATE);
  }

  @Test
  void shouldSeeAnObjectThatIsPrunedOrReleasedInAnotherWay() {
    var plain = configMap("a", "1");
    var kept = new Manifest(plain.key(), "v1", plain.content(), plain.origin(), false);
    var one = of("HelmRelease/web/one");
    var other = of("HelmRelease/web/other");

    assertThat(ChangeSet.between(manifests(plain), manifests(kept)).size()).isEqualTo(1);
    assertThat(ChangeSet.between(manifests(plain), manifests(one)).size()).isEqualTo(1);
    assertThat(ChangeSet.between(manifests(one), manifests(other)).size()).isEqualTo(1);
  }

  private static Manifest of(String release) {
    var plain = configMap("a", "1");
    var origin = new Origin(plain.origin().kustomization(), plain.origin().file(), release, true);
    return new Manifest(plain.key(), "v1", plain.content(), origin, true);
  }

  @Test
  void shouldNotCoverADifferentChangeOfTheSameObject() {
    var live = manifests(configMap("a", "1"));
    var proven = ChangeSet.between(live, manifests(configMap("a", "2")));
    var other = ChangeSet.between(live, manifests(configMap("a", "3")));

    assertThat(other.isSubsetOf(proven)).isFalse();
    assertThat(other.isSubsetOf(proven.toProven(LIMIT))).isFalse();
  }

  @Test
  void shouldCountOnlyTheWholeSetWhenEntriesWereOmitted() {
    var live = manifests();
    var proven = ChangeSet.between(live, manifests(configMap("a", "1"), configMap("b", "1")));
    var part = ChangeSet.between(live, manifests(configMap("a", "1")));

    var stored = proven.toProven(1);

    assertThat(stored.omitted()).isEqualTo(1);
    assertThat(proven.isSubsetOf(stored)).isTrue();
    assertThat(part.isSubsetOf(stored)).isFalse();
    assertThat(part.isSubsetOf(proven.toProven(2))).isTrue();
  }

  @Property(tries = 200)
  void shouldFindNoDifferenceBetweenEqualManifests(
      @ForAll("contents") Map<String, String> contents, @ForAll Random random) {
    var changes = ChangeSet.between(made(contents, random), made(contents, random));

    assertThat(changes.isEmpty()).isTrue();
    assertThat(changes.digest()).isEqualTo(ChangeSet.EMPTY.digest());
  }

  @Property(tries = 200)
  void shouldNotDependOnTheOrderOfTheInput(
      @ForAll("contents") Map<String, String> live,
      @ForAll("contents") Map<String, String> candidate,
      @ForAll Random random) {
    var one = ChangeSet.between(made(live, random), made(candidate, random));
    var other = ChangeSet.between(made(live, random), made(candidate, random));

    assertThat(one.digest()).isEqualTo(other.digest());
    assertThat(one.entries()).containsExactlyElementsOf(other.entries().toList());
  }

  @Property(tries = 200)
  void shouldContainItselfAndEveryPartOfItsParts(
      @ForAll("contents") Map<String, String> live,
      @ForAll("contents") Map<String, String> candidate,
      @ForAll Random random) {
    var whole = ChangeSet.between(made(live, random), made(candidate, random));
    var part = partOf(whole, random);
    var smallest = partOf(part, random);

    for (var inner : List.of(smallest, part, whole)) {
      assertThat(inner.isSubsetOf(whole)).isTrue();
      assertThat(inner.isSubsetOf(whole.toProven(LIMIT))).isTrue();
      assertThat(whole.isSubsetOf(inner)).isEqualTo(whole.size() == inner.size());
      assertThat(whole.isSubsetOf(inner.toProven(LIMIT))).isEqualTo(whole.size() == inner.size());
    }
    assertThat(smallest.isSubsetOf(part)).isTrue();
  }

  @Provide
  Arbitrary<Map<String, String>> contents() {
    var names = Arbitraries.of("a", "b", "c", "d", "e", "f");
    return Arbitraries.maps(names, Arbitraries.of("1", "2", "3")).ofMaxSize(6);
  }

  private static ChangeSet partOf(ChangeSet whole, Random random) {
    return new ChangeSet(whole.changes().stream().filter(change -> random.nextBoolean()).toList());
  }

  private static Manifests made(Map<String, String> contents, Random random) {
    var manifests = new ArrayList<Manifest>();
    contents.forEach((name, value) -> manifests.add(configMap(name, value)));
    Collections.shuffle(manifests, random);
    return Manifests.of(manifests);
  }
}
