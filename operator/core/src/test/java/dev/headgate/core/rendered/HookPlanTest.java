package dev.headgate.core.rendered;

import static dev.headgate.core.change.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookPlanTest {

  private static final Manifest SETTINGS =
      manifest("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'settings'}}");

  @Test
  void shouldRunHooksByWeightAndJobsAfterWhatTheyNeed() {
    // given
    var wanted =
        Manifests.of(
            List.of(
                hook("batch/v1", "Job", "b", "pre-install", 0),
                hook("v1", "ServiceAccount", "z", "pre-install", 0),
                hook("batch/v1", "Job", "a", "pre-install", 5),
                hook("batch/v1", "Job", "after", "post-install,post-upgrade", -5)));

    // when
    var plan = HookPlan.of(wanted, Manifests.NONE);

    // then
    assertThat(plan.before()).extracting(m -> m.key().name()).containsExactly("z", "b", "a");
    assertThat(plan.after()).extracting(m -> m.key().name()).containsExactly("after");
    assertThat(plan.objects().size()).isZero();
  }

  @Test
  void shouldUpgradeWhatWasThereAndInstallWhatWasNot() {
    // given
    var wanted =
        Manifests.of(
            List.of(
                hook("batch/v1", "Job", "install", "pre-install", 0),
                hook("batch/v1", "Job", "upgrade", "pre-upgrade", 0)));

    // then
    assertThat(HookPlan.of(wanted, Manifests.NONE).before())
        .extracting(m -> m.key().name())
        .containsExactly("install");
    assertThat(HookPlan.of(wanted, Manifests.of(List.of(object("v1", "Service", "s")))).before())
        .extracting(m -> m.key().name())
        .containsExactly("upgrade");
  }

  @Test
  void shouldLeaveOutTestsAndSaySo() {
    // given
    var wanted = Manifests.of(List.of(hook("v1", "Pod", "smoke", "test", 0)));

    // when
    var plan = HookPlan.of(wanted, Manifests.NONE);

    // then
    assertThat(plan.before()).isEmpty();
    assertThat(plan.after()).isEmpty();
    assertThat(plan.gaps()).extracting(Gap::subject).containsExactly("Pod/smoke");
  }

  @Test
  void shouldLetHooksBeforeAnUpgradeMeetTheOldReleaseAndTheNewSettings() {
    // given
    var old = object("v1", "Service", "old");
    var next = object("v1", "Service", "next");
    var wanted =
        Manifests.of(List.of(SETTINGS, next, hook("batch/v1", "Job", "j", "pre-upgrade", 0)));

    // when
    var ground = HookPlan.of(wanted, Manifests.of(List.of(old))).ground(Manifests.of(List.of(old)));

    // then
    assertThat(ground.all()).containsExactly(SETTINGS, old);
  }

  @Test
  void shouldNotPutAnOldObjectOfAChartOverOneOfTheTree() {
    var old =
        ofChart("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'settings'},'data':{}}");
    var wanted = Manifests.of(List.of(SETTINGS));

    assertThat(HookPlan.of(wanted, Manifests.NONE).ground(Manifests.of(List.of(old))).all())
        .containsExactly(SETTINGS);
  }

  @Test
  void shouldNotTakeWhatAKustomizationAppliesForAHook() {
    var annotated =
        manifest(
            "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j','annotations':"
                + "{'helm.sh/hook':'pre-install'}}}");

    assertThat(HookPlan.of(Manifests.of(List.of(annotated)), Manifests.NONE).objects().all())
        .containsExactly(annotated);
  }

  private static Manifest hook(
      String apiVersion, String kind, String name, String events, int weight) {
    return ofChart(
        """
        {'apiVersion':'%s','kind':'%s','metadata':{'name':'%s','annotations':
        {'helm.sh/hook':'%s','helm.sh/hook-weight':'%d'}}}
        """
            .formatted(apiVersion, kind, name, events, weight));
  }

  private static Manifest object(String apiVersion, String kind, String name) {
    return ofChart(
        "{'apiVersion':'%s','kind':'%s','metadata':{'name':'%s'}}"
            .formatted(apiVersion, kind, name));
  }

  private static Manifest ofChart(String text) {
    var plain = manifest(text);
    var origin = new Origin("flux-system/apps", "r.yaml", "HelmRelease/web/shop", true);
    return new Manifest(plain.key(), plain.apiVersion(), plain.content(), origin, true);
  }
}
