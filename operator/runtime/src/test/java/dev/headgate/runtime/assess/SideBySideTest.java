package dev.headgate.runtime.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.rendered.Supplement;
import dev.headgate.runtime.Given;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Live and candidate, with what CI rendered of both or of neither. */
class SideBySideTest {

  private static final Supplied AWAITED = new Supplied.Awaited("not pushed yet");
  private static final Supplied BROKEN = new Supplied.Refused("no YAML");

  @Test
  void shouldCompareWhatChartsMakeWhenBothWereRendered() {
    var both = compare("a", "a", found("1", true), found("2", true), SideBySideTest::full);

    assertThat(both.changes().size()).isEqualTo(1);
    assertThat(both.coverage()).isEqualTo(Coverage.FULL);
    assertThat(both.awaited()).isEmpty();
  }

  @Test
  void shouldLetTheTreeSpeakAloneWhenOneOfThemIsMissingAndWaitForIt() {
    var alone = compare("a", "b", AWAITED, found("2", true), SideBySideTest::full);

    assertThat(alone.changes().size()).isEqualTo(1);
    assertThat(alone.candidate().manifests().size()).isEqualTo(1);
    assertThat(alone.coverage().unrendered()).containsExactly("not pushed yet");
    assertThat(alone.coverage().isFull()).isFalse();
    assertThat(alone.awaited()).contains("not pushed yet");
  }

  @Test
  void shouldNotWaitForWhatCameAndIsBroken() {
    var alone = compare("a", "b", AWAITED, BROKEN, SideBySideTest::full);

    assertThat(alone.coverage().unrendered()).containsExactly("no YAML", "not pushed yet");
    assertThat(alone.awaited()).isEmpty();
  }

  @Test
  void shouldNeitherWaitNorMissAnythingWhenNothingChanges() {
    var same = compare("a", "a", AWAITED, AWAITED, SideBySideTest::full);

    assertThat(same.coverage()).isEqualTo(Coverage.FULL);
    assertThat(same.awaited()).isEmpty();
  }

  @Test
  void shouldLetOnlyAVerifiedRenderingExplainWhyFilesDiffer() {
    assertThat(
            compare("a", "a", found("1", true), found("2", true), SideBySideTest::ofAChartInTheTree)
                .coverage()
                .treeDiffersOnly())
        .isFalse();
    assertThat(
            compare(
                    "a",
                    "a",
                    found("1", true),
                    found("2", false),
                    SideBySideTest::ofAChartInTheTree)
                .coverage()
                .treeDiffersOnly())
        .isTrue();
  }

  @Test
  void shouldRefuseARenderingInWhichOneObjectStandsTwice() {
    var twice = List.of(found("1", true), found("2", true));
    var objects =
        twice.stream()
            .flatMap(one -> ((Supplied.Found) one).supplement().objects().stream())
            .toList();
    var broken = new Supplied.Found(new Supplement("OCIRepository r", true, objects));

    var alone = compare("a", "b", found("1", true), broken, SideBySideTest::full);

    assertThat(alone.coverage().unrendered())
        .singleElement()
        .asString()
        .contains("OCIRepository r", "ConfigMap/web/made is defined twice");
    assertThat(alone.awaited()).isEmpty();
  }

  /** Its files differ, and no object of the tree does. */
  private static Coverage ofAChartInTheTree(ChangeSet changes) {
    return new Coverage(1, List.of(), changes.isEmpty());
  }

  private static Coverage full(ChangeSet changes) {
    return Coverage.FULL;
  }

  private static SideBySide compare(
      String live,
      String candidate,
      Supplied ofLive,
      Supplied ofCandidate,
      Function<ChangeSet, Coverage> coverage) {
    return SideBySide.of(tree(live), tree(candidate), ofLive, ofCandidate, coverage);
  }

  private static Rendering tree(String value) {
    return new Rendering(
        Given.manifests(configMap("settings", value)), List.of(), new TreeSet<>(), List.of());
  }

  private static Supplied found(String value, boolean vouched) {
    Manifests objects =
        Given.manifestsOf(new Origin("", "r.yaml", "", vouched), configMap("made", value));
    return new Supplied.Found(
        new Supplement("OCIRepository r", vouched, List.copyOf(objects.all())));
  }

  private static String configMap(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s, namespace: web}
    data: {value: "%s"}
    """
        .formatted(name, value);
  }
}
