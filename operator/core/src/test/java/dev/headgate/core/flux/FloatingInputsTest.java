package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatingInputsTest {

  private static final SourceRef GATED = new SourceRef("GitRepository", "a", "gated");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {ref: {semver: '>=1'}} | versions >=1",
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {} | tag latest",
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {ref: {tag: latest}} | tag latest",
        "source.toolkit.fluxcd.io/v1 | GitRepository | {ref: {branch: main}} | branch main",
        "source.toolkit.fluxcd.io/v1 | GitRepository | {ref: {semver: 1.x}} | versions 1.x",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {chart: {spec: {version: 1.x, sourceRef: {kind:"
            + " HelmRepository}}}} | chart versions 1.x",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {chart: {spec: {sourceRef: {kind:"
            + " HelmRepository}}}} | chart versions *",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {values: {x: {image: {repository: r, tag:"
            + " latest}}}} | image r:latest",
        "apps/v1 | Deployment | {template: {spec: {containers: [{image: 'host:5000/nginx'}]}}} |"
            + " image host:5000/nginx",
        "batch/v1 | CronJob | {jobTemplate: {spec: {template: {spec: {initContainers: [{image:"
            + " 'a:latest'}]}}}}} | image a:latest"
      })
  void shouldNameWhatMovesWithoutACommit(String apiVersion, String kind, String spec, String what) {
    assertThat(of(apiVersion, kind, spec)).containsExactly("%s/a/x: %s".formatted(kind, what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {ref: {tag: 4.2.0}}",
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {ref: {tag: latest, digest: 'sha256:0'}}",
        "source.toolkit.fluxcd.io/v1 | OCIRepository | {ref: {tag: 'latest@sha256:0'}}",
        "source.toolkit.fluxcd.io/v1 | GitRepository | {ref: {tag: v1}}",
        "source.toolkit.fluxcd.io/v1 | GitRepository | {ref: {branch: main, commit: abc}}",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {chart: {spec: {version: v1.2.3, sourceRef:"
            + " {kind: HelmRepository}}}}",
        "helm.toolkit.fluxcd.io/v2 | HelmRelease | {values: {image: {repository: r, tag:"
            + " 'latest@sha256:0'}}}",
        "apps/v1 | Deployment | {template: {spec: {containers: [{image: 'nginx@sha256:0'}, {image:"
            + " 'nginx:1'}]}}}"
      })
  void shouldLetPinnedThingsBe(String apiVersion, String kind, String spec) {
    assertThat(of(apiVersion, kind, spec)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GitRepository", "OCIRepository"})
  void shouldLeaveOutWhatTheGatePins(String kind) {
    // given
    var source =
        "{apiVersion: source.toolkit.fluxcd.io/v1, kind: %s, metadata: {name: x, namespace: a}, spec: {}}"
            .formatted(kind);

    // then
    assertThat(FloatingInputs.of(manifests(source), new SourceRef(kind, "a", "x"))).isEmpty();
    assertThat(FloatingInputs.of(manifests(source), new SourceRef(kind, "a", "y"))).hasSize(1);
  }

  private static SortedSet<String> of(String apiVersion, String kind, String spec) {
    var object =
        "{apiVersion: %s, kind: %s, metadata: {name: x, namespace: a}, spec: %s}"
            .formatted(apiVersion, kind, spec);
    return FloatingInputs.of(manifests(object), GATED);
  }
}
