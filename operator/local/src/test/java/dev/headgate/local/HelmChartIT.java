package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealClusters.class)
class HelmChartIT {
  private static final ResourceDefinitionContext GAUGES =
      new ResourceDefinitionContext.Builder()
          .withGroup("example.org")
          .withVersion("v1")
          .withKind("Gauge")
          .withPlural("gauges")
          .withNamespaced(true)
          .build();

  @TempDir private Path folder;

  @Test
  void shouldInstallCrdsAndObjectsTwiceWithTheSameResult(@Host LocalCluster host)
      throws IOException {
    // given
    write("Chart.yaml", "apiVersion: v2\nname: sample\nversion: 0.1.0\n");
    write(
        "crds/gauge.yaml",
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gauges.example.org}
        spec:
          group: example.org
          names: {kind: Gauge, plural: gauges}
          scope: Namespaced
          versions:
          - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
        """);
    write(
        "templates/all.yaml",
        """
        apiVersion: example.org/v1
        kind: Gauge
        metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: {{ .Values.account }}}
        """);
    var chart = new HelmChart(folder);

    // when
    chart.apply(host, "mine", "chart-system", Map.of("account", "first"));
    chart.apply(host, "mine", "chart-system", Map.of("account", "first"));

    // then
    var client = host.client();
    assertThat(
            client
                .genericKubernetesResources(GAUGES)
                .inNamespace("chart-system")
                .withName("mine")
                .get())
        .isNotNull();
    assertThat(client.serviceAccounts().inNamespace("chart-system").withName("first").get())
        .isNotNull();
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }
}
