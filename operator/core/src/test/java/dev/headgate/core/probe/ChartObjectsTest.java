package dev.headgate.core.probe;

import static dev.headgate.core.change.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No sandbox runs a HelmRelease; what its chart makes of it speaks for it. */
class ChartObjectsTest {

  private static final String RELEASE = "HelmRelease.helm.toolkit.fluxcd.io/web/shop";
  private static final String SOURCE = "OCIRepository.source.toolkit.fluxcd.io/web/shop";

  @Test
  void shouldTakeAReleaseAsExercisedWhenAllThatTheChangeMakesOfItIsReady() {
    var run = run(true, Map.of("shop", new Health.Current(), "worker", new Health.Current()));

    assertThat(run.notExercised()).isEmpty();
    assertThat(run.gaps()).isEmpty();
  }

  @Test
  void shouldNotTakeItAsExercisedWhenAPartIsNotReady() {
    assertThat(run(true, Map.of("shop", new Health.Current())).notExercised())
        .containsExactly(RELEASE, SOURCE);
  }

  @Test
  void shouldNotTakeItAsExercisedWhenNobodyVouchesForTheRendering() {
    var run = run(false, Map.of("shop", new Health.Current(), "worker", new Health.Current()));

    assertThat(run.notExercised()).containsExactly(RELEASE, SOURCE);
    assertThat(run.gaps()).extracting(Gap::subject).containsExactly(RELEASE);
  }

  @Test
  void shouldNotTakeItAsExercisedWhenNothingOfItWasRendered() {
    // given
    var live = Manifests.of(List.of(release("1"), source("1")));
    var candidate = Manifests.of(List.of(release("2"), source("2")));

    // then
    assertThat(weigh(live, candidate, Map.of()).notExercised()).containsExactly(RELEASE, SOURCE);
  }

  private static Run.Weighed run(boolean vouched, Map<String, Health> health) {
    var live = manifests("1", vouched);
    var candidate = manifests("2", vouched);
    return weigh(live, candidate, health);
  }

  private static Run.Weighed weigh(
      Manifests live, Manifests candidate, Map<String, Health> healthByDeployment) {
    var health = new HashMap<ObjectKey, Health>();
    healthByDeployment.forEach((name, state) -> health.put(deployment(name), state));
    var factors =
        List.of(
            new Factor("ControllerUpgrade", RiskLevel.MEDIUM, RELEASE, "a minor", true),
            new Factor("ControllerUpgrade", RiskLevel.MEDIUM, SOURCE, "a minor", true));
    var notGiven = List.of(new Gap(Gap.Kind.NOT_APPLIED, RELEASE, "not rendered here"));
    var ran = new Side(health, Set.of(), Map.of(), notGiven, Set.of());
    return Weighing.weigh(
        ChangeSet.between(live, candidate),
        factors,
        ChartObjects.of(live, candidate),
        new Side(Map.of(), Set.of(), Map.of(), List.of(), Set.of()),
        ran);
  }

  private static Manifests manifests(String version, boolean vouched) {
    var all = new ArrayList<>(List.of(release(version), source(version)));
    for (var name : List.of("shop", "worker")) {
      all.add(ofChart(name, version, vouched));
    }
    return Manifests.of(all);
  }

  private static Manifest release(String version) {
    return manifest(
        """
        {'apiVersion':'helm.toolkit.fluxcd.io/v2','kind':'HelmRelease',
        'metadata':{'name':'shop','namespace':'web'},
        'spec':{'chartRef':{'kind':'OCIRepository','name':'shop'},'values':{'v':'%s'}}}
        """
            .formatted(version));
  }

  private static Manifest source(String version) {
    return manifest(
        """
        {'apiVersion':'source.toolkit.fluxcd.io/v1','kind':'OCIRepository',
        'metadata':{'name':'shop','namespace':'web'},'spec':{'ref':{'tag':'%s'}}}
        """
            .formatted(version));
  }

  private static Manifest ofChart(String name, String version, boolean vouched) {
    var plain =
        manifest(
            """
            {'apiVersion':'apps/v1','kind':'Deployment',
            'metadata':{'name':'%s','namespace':'web'},'spec':{'v':'%s'}}
            """
                .formatted(name, version));
    return new Manifest(
        plain.key(),
        plain.apiVersion(),
        plain.content(),
        new Origin("flux-system/apps", "r.yaml", RELEASE, vouched),
        true);
  }

  private static ObjectKey deployment(String name) {
    return new ObjectKey("apps", "Deployment", "web", name);
  }
}
