package dev.headgate.core.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.flux.FluxKustomization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootsTest {

  private static final String CHILD =
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: child, namespace: flux}
      spec: {path: ./child, sourceRef: {kind: GitRepository, name: repo}}
      """;

  @Test
  void shouldBeginWithWhatNoOtherOneMakes() {
    assertThat(
            roots(
                Flux.of("flux/root", CHILD), Map.of(), Optional.empty(), "root", "child", "other"))
        .extracting(manifest -> manifest.key().name())
        .containsExactly("root", "other");
  }

  @Test
  void shouldBeginWithTheGatesOwnThoughItMakesItself() {
    assertThat(
            roots(
                Flux.of("flux/root", CHILD.replace("name: child", "name: root")),
                Map.of(),
                Optional.empty(),
                "root"))
        .hasSize(1);
  }

  @Test
  void shouldTakePathAndVariablesOfTheGateAndNothingThatTiesItToTheHost() {
    // when
    var root =
        roots(Manifests.NONE, Map.of("color", "blue"), Optional.of("./other"), "root").getFirst();

    // then
    assertThat(root.content())
        .isEqualTo(
            Flux.json(
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: root, namespace: flux}
                spec:
                  path: ./other
                  prune: true
                  sourceRef: {kind: GitRepository, name: repo}
                  postBuild: {substitute: {color: blue}}
                """));
  }

  @Test
  void shouldLeaveOutWhatGoesToAnotherCluster() {
    // given
    var remote = Flux.kustomization("root", "").deepCopy();
    remote.withObjectProperty("spec").putObject("kubeConfig");

    // when
    var roots =
        Roots.of(
            List.of(FluxKustomization.of(remote).orElseThrow()),
            Flux.kustomization("root"),
            Optional.empty(),
            Map.of(),
            Manifests.NONE,
            Manifests.NONE);

    // then
    assertThat(roots).isEmpty();
  }

  private static List<Manifest> roots(
      Manifests tree, Map<String, String> variables, Optional<String> path, String... followers) {
    return Roots.of(
        List.of(followers).stream()
            .map(name -> Flux.kustomization(name, "status: {conditions: []}\n"))
            .map(object -> FluxKustomization.of(object).orElseThrow())
            .toList(),
        Flux.kustomization("root"),
        path,
        variables,
        tree,
        Manifests.NONE);
  }
}
