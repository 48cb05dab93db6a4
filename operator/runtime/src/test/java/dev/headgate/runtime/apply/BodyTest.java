package dev.headgate.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.runtime.Given;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.ServedKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BodyTest {

  private static final ServedKind SETS =
      new ServedKind("apps", "v1", "StatefulSet", "statefulsets", true, Set.of());

  @Test
  void shouldMarkTheObjectAndTheClaimsThatOutliveItAndLeaveTheManifestAlone() {
    // given
    var manifest =
        Given.only(
            Given.manifests(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, creationTimestamp: null, resourceVersion: "7", labels: {app: db}}
                spec:
                  volumeClaimTemplates: [{metadata: {name: data}}]
                  template: {metadata: {labels: {app: db}}}
                status: {replicas: 3}
                """));
    var before = manifest.content().deepCopy();

    // when
    var body = Json.parse(Body.of(manifest, SETS, "default", "uid-1").text());

    // then
    assertThat(body)
        .isEqualTo(
            Json.parse(
                """
                {"apiVersion": "apps/v1", "kind": "StatefulSet",
                 "metadata": {"name": "db", "namespace": "default",
                              "labels": {"app": "db", "headgate.dev/change": "uid-1"}},
                 "spec": {"volumeClaimTemplates": [{"metadata": {"name": "data",
                            "labels": {"headgate.dev/change": "uid-1"}}}],
                          "template": {"metadata": {"labels": {"app": "db"}}}}}
                """));
    assertThat(manifest.content()).isEqualTo(before);
  }
}
