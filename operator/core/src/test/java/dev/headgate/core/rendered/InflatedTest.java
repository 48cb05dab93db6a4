package dev.headgate.core.rendered;

import static dev.headgate.core.rendered.ReleaseValuesTest.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.Limits;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InflatedTest {

  private static final String RELEASE = "HelmRelease.helm.toolkit.fluxcd.io/apps/web";
  private static final String MADE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web}
      data: {a: b}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: web, annotations: {helm.sh/resource-policy: keep}}
      """;

  @Test
  void shouldMakeThemTheReleasesAsHelmControllerDoes() {
    // when
    var objects =
        inflated("{targetNamespace: other, commonMetadata: {labels: {team: a}}}", MADE, MADE)
            .objects();

    // then
    assertThat(objects)
        .extracting(Manifest::key)
        .containsExactly(
            new ObjectKey("", "ConfigMap", "other", "web"),
            new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", "", "web"));
    assertThat(objects.getFirst().content().path("metadata"))
        .hasToString(
            "{\"name\":\"web\",\"namespace\":\"other\",\"labels\":{\"team\":\"a\","
                + "\"helm.toolkit.fluxcd.io/name\":\"web\","
                + "\"helm.toolkit.fluxcd.io/namespace\":\"apps\"}}");
    assertThat(objects).extracting(Manifest::prune).containsExactly(true, false);
    assertThat(objects.getFirst().origin())
        .isEqualTo(new Origin("flux-system/apps", "charts/web", RELEASE, true));
  }

  @Test
  void shouldMaskWhatIsMadeAnewEachTimeAndSaySo() {
    // when
    var inflated =
        inflated(
            "{}", MADE.replace("a: b", "a: b, key: one"), MADE.replace("a: b", "a: b, key: two"));

    // then
    assertThat(inflated.objects().getFirst().content().path("data"))
        .hasToString("{\"a\":\"b\",\"key\":\"..made anew each time..\"}");
    assertThat(inflated.gaps())
        .containsExactly(
            new Gap(
                Gap.Kind.PLACEHOLDER,
                "ConfigMap/apps/web",
                "its chart makes something in it anew each time"));
  }

  @Test
  void shouldMaskInListsOnlyWhatDiffers() {
    var one = MADE.replace("{a: b}", "{list: [{k: same, p: one}, one, same], short: [1]}");
    var two = MADE.replace("{a: b}", "{list: [{k: same, p: two}, two, same], short: [1, 2]}");

    assertThat(inflated("{}", one, two).objects().getFirst().content().path("data"))
        .hasToString(
            "{\"list\":[{\"k\":\"same\",\"p\":\"%1$s\"},\"%1$s\",\"same\"],\"short\":\"%1$s\"}"
                .formatted(Inflated.ANEW));
    assertThat(inflated("{}", one, two).gaps()).hasSize(1);
    assertThat(inflated("{}", one, one).gaps()).isEmpty();
  }

  @Test
  void shouldGiveThemTheAnnotationsOfTheRelease() {
    var objects = inflated("{commonMetadata: {annotations: {team: a}}}", MADE, MADE).objects();

    assertThat(objects.getFirst().content().at("/metadata/annotations/team").asText())
        .isEqualTo("a");
  }

  @Test
  void shouldKeepTheGapsOfAllElseWhenAChartIsLeftOutOfBothSides() {
    // given
    var objects = inflated("{}", MADE, MADE).objects();
    var ofChart = new Gap(Gap.Kind.PLACEHOLDER, objects.getFirst().key().toString(), "encrypted");
    var ofTree = new Gap(Gap.Kind.PLACEHOLDER, "ConfigMap/apps/other", "encrypted");
    var broken = new Gap(Gap.Kind.CHART_NOT_INFLATED, RELEASE, "its chart is broken");
    var twice = new Gap(Gap.Kind.CHART_NOT_INFLATED, RELEASE, "and once more");
    var another = new Gap(Gap.Kind.PLACEHOLDER, RELEASE, "encrypted");

    // when
    var evened =
        Evened.of(
            rendering(objects, List.of(ofChart, ofTree)),
            rendering(List.of(), List.of(broken, twice)));

    // then
    assertThat(evened.live().gaps()).containsExactly(ofTree, broken);
    assertThat(
            Evened.of(rendering(objects, List.of()), rendering(List.of(), List.of(another)))
                .live()
                .manifests()
                .size())
        .isEqualTo(2);
  }

  @Test
  void shouldSayWhichObjectsHoldThePlaceholderOfASecret() {
    assertThat(
            inflated(
                    "{}",
                    MADE.replace("a: b", "a: ..PLACEHOLDER_p.."),
                    MADE.replace("a: b", "a: ..PLACEHOLDER_p.."))
                .gaps())
        .extracting(Gap::subject)
        .containsExactly("ConfigMap/apps/web");
  }

  @Test
  void shouldHaveWhatAChartMakesInBothSidesOrInNeither() {
    // given
    var inflated = rendering(inflated("{}", MADE, MADE).objects(), List.of());
    var gap = new Gap(Gap.Kind.CHART_NOT_INFLATED, RELEASE, "its chart is broken");
    var broken = rendering(List.of(), List.of(gap));

    // when
    var evened = Evened.of(inflated, broken);

    // then
    assertThat(evened.live().manifests().size()).isZero();
    assertThat(evened.live().gaps()).containsExactly(gap);
    assertThat(evened.live().coveredPaths()).containsExactly("apps/");
    assertThat(evened.live().unrendered()).containsExactly("charts/web/Chart.yaml");
    assertThat(evened.candidate()).isEqualTo(broken);
    assertThat(Evened.of(inflated, inflated).candidate()).isEqualTo(inflated);
    assertThat(Evened.of(inflated, rendering(List.of(), List.of())).live()).isEqualTo(inflated);
  }

  private static Rendering rendering(List<Manifest> objects, List<Gap> gaps) {
    return new Rendering(
        Manifests.of(objects),
        gaps,
        new TreeSet<>(
            objects.isEmpty() ? Set.of("apps/") : Set.of("apps/", "charts/web/Chart.yaml")),
        List.of());
  }

  private static Inflated inflated(String spec, String made, String again) {
    return Inflated.of(release(spec), "charts/web", read(made), read(again), List.of());
  }

  private static List<Manifest> read(String yaml) {
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(new Origin("", "charts/web"), yaml.getBytes(StandardCharsets.UTF_8));
  }
}
