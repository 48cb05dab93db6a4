package dev.headgate.core.change;

import static dev.headgate.core.change.Samples.configMap;
import static dev.headgate.core.change.Samples.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which gaps of a rendering a change has to do with. */
class RenderingTest {

  private static final Gap OLD = new Gap(Gap.Kind.REMOTE_BASE, "apps/x", "was there before");
  private static final Gap NEW = new Gap(Gap.Kind.REMOTE_BASE, "apps/y", "is new");
  private static final Gap OF_OBJECT = new Gap(Gap.Kind.PLACEHOLDER, "ConfigMap/a", "encrypted");
  private static final Gap OF_KUSTOMIZATION =
      new Gap(
          Gap.Kind.UNRESOLVED_VARIABLE,
          "Kustomization.kustomize.toolkit.fluxcd.io/flux-system/apps",
          "no value");

  @Test
  void shouldTellWhatIsNewAndWhatIsOfTheChangedObjectAndItsKustomization() {
    // given
    var changes = ChangeSet.between(manifests(), manifests(configMap("a", "1")));
    var live = rendering(OLD, OF_OBJECT, OF_KUSTOMIZATION);
    var candidate = rendering(OLD, NEW, OF_OBJECT, OF_KUSTOMIZATION);

    // then
    assertThat(candidate.gapsOf(changes, live)).containsExactly(NEW, OF_OBJECT, OF_KUSTOMIZATION);
    assertThat(candidate.gapsOf(ChangeSet.EMPTY, live)).containsExactly(NEW);
  }

  @Test
  void shouldTellThatLiveIsUnknown() {
    var unknown = Rendering.unknown("an object twice");

    assertThat(unknown.isUnknown()).isTrue();
    assertThat(rendering(OLD).isUnknown()).isFalse();
    assertThat(rendering(OLD).gapsOf(ChangeSet.EMPTY, unknown))
        .containsExactly(unknown.gaps().getFirst(), OLD);
  }

  private static Rendering rendering(Gap... gaps) {
    return new Rendering(Manifests.NONE, List.of(gaps), new TreeSet<>(), List.of());
  }
}
