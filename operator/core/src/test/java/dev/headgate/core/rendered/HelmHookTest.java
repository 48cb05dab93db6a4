package dev.headgate.core.rendered;

import static dev.headgate.core.change.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.rendered.HelmHook.DeletePolicy;
import dev.headgate.core.rendered.HelmHook.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmHookTest {

  @Test
  void shouldReadEventsWeightAndPolicies() {
    var hook =
        hook(
            "'helm.sh/hook':'pre-install, post-upgrade','helm.sh/hook-weight':'-5',"
                + "'helm.sh/hook-delete-policy':'hook-succeeded,hook-failed'");

    assertThat(HelmHook.of(hook).orElseThrow().events())
        .containsExactlyInAnyOrder(Event.PRE_INSTALL, Event.POST_UPGRADE);
    assertThat(HelmHook.of(hook).orElseThrow().weight()).isEqualTo(-5);
    assertThat(HelmHook.of(hook).orElseThrow().isLeftOut()).isFalse();
    assertThat(HelmHook.of(hook).orElseThrow().deletePolicies())
        .containsExactlyInAnyOrder(DeletePolicy.HOOK_SUCCEEDED, DeletePolicy.HOOK_FAILED);
  }

  @Test
  void shouldRemoveTheOldOneFirstUnlessToldOtherwise() {
    assertThat(HelmHook.of(hook("'helm.sh/hook':'pre-upgrade'")).orElseThrow().deletePolicies())
        .containsExactly(DeletePolicy.BEFORE_HOOK_CREATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"test", "pre-delete", "post-delete", "pre-rollback, post-rollback", "no-such"})
  void shouldLeaveOutWhatDoesNotLeadToARunningRelease(String events) {
    var hook = hook("'helm.sh/hook':'%s'".formatted(events));

    assertThat(HelmHook.of(hook).orElseThrow().isLeftOut()).isTrue();
  }

  @Test
  void shouldNotCallAnOrdinaryObjectAHook() {
    assertThat(HelmHook.of(hook("'helm.sh/resource-policy':'keep'"))).isEmpty();
  }

  private static Manifest hook(String annotations) {
    return manifest(
        "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j','annotations':{%s}}}"
            .formatted(annotations));
  }
}
