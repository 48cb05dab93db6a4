package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.find;
import static dev.headgate.runtime.render.RenderScenario.names;
import static dev.headgate.runtime.render.RenderScenario.request;
import static dev.headgate.runtime.render.TreeFixtures.configMap;
import static dev.headgate.runtime.render.TreeFixtures.ks;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.Gap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a rendering does not know, and says so. */
class RendererGapsIT {

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldLeaveOutRemoteBasesAndSaySo() {
    // given
    var files =
        tree()
            .file(
                "a/kustomization.yaml",
                """
                resources:
                  - cm.yaml
                  - ../nested
                  - https://token@github.com/org/repo//crds?ref=v1
                """)
            .file("a/cm.yaml", configMap("{name: local}", "{}"))
            .file("nested/kustomization.yaml", "resources: [github.com/org/other]\n");

    // when
    var rendering = scenario.render(files, "a");

    // then
    assertThat(names(rendering)).containsExactly("ConfigMap/local");
    assertThat(rendering.gaps()).extracting(Gap::kind).containsOnly(Gap.Kind.REMOTE_BASE);
    assertThat(rendering.floatingInputs())
        .containsExactly(
            "Kustomization/flux-system/cluster: remote base github.com/org/other",
            "Kustomization/flux-system/cluster: remote base"
                + " https://github.com/org/repo//crds?ref=v1");
  }

  @Test
  void shouldPutPlaceholdersForSecretsAndUnknownVariables() {
    // given
    var files =
        tree()
            .file(
                "a/ks.yaml",
                ks("app", "./app", "postBuild: {substituteFrom: [{kind: Secret, name: s}]}"))
            .file(
                "app/secret.sops.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                stringData: {password: "ENC[AES256_GCM,data:abc]"}
                sops: {mac: "ENC[x]", lastmodified: "2026-01-01T00:00:00Z"}
                """)
            .file("app/cm.yaml", configMap("{name: c}", "{host: \"a.${SECRET_DOMAIN}\"}"));

    // when
    var rendering = scenario.render(files, "a");

    // then
    assertThat(rendering.gaps())
        .extracting(Gap::kind, Gap::subject)
        .containsExactlyInAnyOrder(
            tuple(Gap.Kind.PLACEHOLDER, "Secret/s"),
            tuple(Gap.Kind.UNRESOLVED_VARIABLE, "ConfigMap/c"));
    assertThat(find(rendering, "ConfigMap/c").content().at("/data/host").asText())
        .isEqualTo("a.placeholder-secret-domain");
    assertThat(find(rendering, "Secret/s").content().toString())
        .contains("placeholder-encrypted-")
        .doesNotContain("ENC[");
  }

  @Test
  void shouldTakeVariablesFromTheTreesOwnConfigMapsBeforeTheClusters() {
    // given a ConfigMap that the candidate changes, and that the cluster still has as it was
    var files =
        tree()
            .file(
                "a/settings.yaml",
                configMap("{name: settings, namespace: flux-system}", "{ZONE: new}"))
            .file(
                "a/ks.yaml",
                ks(
                    "app",
                    "./app",
                    "postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}, {kind:"
                        + " ConfigMap, name: other}]}"))
            .file("app/cm.yaml", configMap("{name: c}", "{zone: \"${ZONE}\", x: \"${X}\"}"));
    ConfigMaps cluster =
        (namespace, name) ->
            Optional.of(name.equals("settings") ? Map.of("ZONE", "old") : Map.of("X", "5"));

    // when
    var rendering = scenario.rendered(request(files, "a").withConfigMaps(cluster));

    // then, and a number stays one, as in Flux
    assertThat(find(rendering, "ConfigMap/c").content().path("data"))
        .hasToString("{\"x\":5,\"zone\":\"new\"}");
  }

  @Test
  void shouldSayNothingOfObjectsThatGoToAnotherCluster() {
    // given
    var files =
        tree()
            .file("a/ks.yaml", ks("far", "./far", "kubeConfig: {secretRef: {name: k}}"))
            .file("far/cm.yaml", configMap("{name: far}", "{}"));
    var candidate =
        tree()
            .file("a/ks.yaml", ks("far", "./far", "kubeConfig: {secretRef: {name: k}}"))
            .file("far/cm.yaml", configMap("{name: farther}", "{}"));

    // when
    var difference = scenario.compare(request(files, "a"), request(candidate, "a"));

    // then
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().uncovered()).containsExactly("far/cm.yaml");
    assertThat(difference.live().gaps())
        .extracting(Gap::kind)
        .containsExactly(Gap.Kind.NOT_CHECKED);
  }
}
