package dev.headgate.core.check;

import static dev.headgate.core.risk.Example.facts;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.ofKustomization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.change.Samples;
import dev.headgate.core.risk.ChangeFacts;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneOnMoveTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1 PersistentVolumeClaim db/data",
        "v1 PersistentVolume data",
        "v1 Namespace db",
        "apps/v1 StatefulSet db/main",
        "apiextensions.k8s.io/v1 CustomResourceDefinition things.example.org",
        "postgresql.cnpg.io/v1 Cluster db/main"
      })
  void shouldFailWhenSomethingThatHoldsDataChangesItsKustomization(String object) {
    assertThat(PruneOnMove.check(moved(object(object, ""))))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .contains("flux-system/a", "flux-system/b", "prune: disabled"));
  }

  @Test
  void shouldLetWhatFluxKeepsChangeItsKustomization() {
    var kept =
        object("v1 PersistentVolumeClaim db/data", "")
            .replace(
                "metadata: {",
                "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, ");

    assertThat(PruneOnMove.check(moved(kept))).isEmpty();
  }

  @Test
  void shouldLetAnObjectLeaveAKustomizationThatDoesNotPrune() {
    var claim =
        "{'apiVersion':'v1','kind':'PersistentVolumeClaim','metadata':{'name':'d','namespace':'n'}}";
    var live = Samples.manifests(Samples.manifest(claim, "flux-system/a", false));
    var candidate = Samples.manifests(Samples.manifest(claim, "flux-system/b", true));

    var facts =
        new ChangeFacts(
            ChangeSet.between(live, candidate),
            Coverage.FULL,
            rendering(live),
            rendering(candidate),
            Optional.empty(),
            Optional.empty());

    assertThat(facts.changeSet().isEmpty()).isFalse();
    assertThat(PruneOnMove.check(facts)).isEmpty();
  }

  @Test
  void shouldLeaveWhatHoldsNoDataToTheRiskRules() {
    assertThat(PruneOnMove.check(moved(object("apps/v1 Deployment web/app", "")))).isEmpty();
  }

  @Test
  void shouldNotCareForObjectsThatStayWhereTheyAre() {
    var live = object("v1 PersistentVolumeClaim db/data", "spec: {a: 1}");
    var candidate = object("v1 PersistentVolumeClaim db/data", "spec: {a: 2}");

    assertThat(PruneOnMove.check(facts(live, candidate))).isEmpty();
  }

  @Test
  void shouldBePartOfThePureChecks() {
    var moved = moved(object("v1 PersistentVolumeClaim db/data", ""));

    assertThat(PureChecks.findings(moved)).isEqualTo(PruneOnMove.check(moved));
  }

  private static ChangeFacts moved(String object) {
    return facts(
        ofKustomization("flux-system/a", object), ofKustomization("flux-system/b", object));
  }

  private static Rendering rendering(Manifests manifests) {
    return new Rendering(manifests, List.of(), new TreeSet<>(), List.of());
  }
}
