package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.find;
import static dev.headgate.runtime.render.RenderScenario.names;
import static dev.headgate.runtime.render.RenderScenario.request;
import static dev.headgate.runtime.render.TreeFixtures.configMap;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.rendered.HookPlan;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts that lie in the tree, inflated by the real helm. */
class ChartsIT {

  private static final String RELEASE = "HelmRelease.helm.toolkit.fluxcd.io/web/shop";
  private static final String DEPLOYMENT = "Deployment.apps/web/shop";

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldInflateWhatLiesInTheTreeWithTheValuesOfTheRelease() {
    // given
    var files =
        shop("valuesFrom: [{kind: ConfigMap, name: settings}]\n  values: {replicas: 3}")
            .file(
                "a/settings.yaml",
                configMap(
                    "{name: settings, namespace: web}",
                    "{values.yaml: \"{image: shop:2, replicas: 2}\"}"));

    // when
    var cluster =
        new Capabilities(Optional.of("v1.34.2"), List.of("example.org/v1", "example.org/v1/Thing"));
    var rendering = scenario.rendered(shopRequest(files).withCapabilities(() -> cluster));

    // then
    assertThat(names(rendering))
        .contains(
            DEPLOYMENT,
            "ClusterRole.rbac.authorization.k8s.io/shop",
            "Job.batch/web/migrate",
            "CustomResourceDefinition.apiextensions.k8s.io/things.example.org");
    var deployment = find(rendering, DEPLOYMENT);
    assertThat(deployment.content().at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(deployment.content().at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("shop:2");
    assertThat(deployment.content().at("/metadata/annotations/kube").asText())
        .isEqualTo("v1.34.2 true true");
    assertThat(deployment.origin())
        .returns(RELEASE, origin -> origin.release())
        .returns("flux-system/cluster", origin -> origin.kustomization())
        .returns(true, origin -> origin.vouched());
    assertThat(rendering.gaps())
        .extracting(Gap::kind)
        .as("the CRDs of an upgrade")
        .containsExactly(Gap.Kind.LEFT_OUT);
    assertThat(HookPlan.of(rendering.manifests(), Manifests.NONE).before())
        .extracting(hook -> hook.key().toString())
        .containsExactly("Job.batch/web/migrate");
  }

  @Test
  void shouldShowWhatAChangeOfTheChartChanges() {
    // given
    var candidate =
        shop("values: {image: \"shop:1\"}")
            .replace("charts/shop/templates/all.yaml", "verbs: [get]", "verbs: ['*']");

    // when
    var difference =
        scenario.compare(shopRequest(shop("values: {image: \"shop:1\"}")), shopRequest(candidate));

    // then
    assertThat(difference.changes())
        .containsExactly("UPDATE ClusterRole.rbac.authorization.k8s.io/shop");
    assertThat(difference.coverage().isFull()).isTrue();
  }

  @Test
  void shouldNotTakeARandomValueForAChange() {
    // given
    var live =
        shop("values: {image: \"shop:1\"}")
            .edit("charts/shop/templates/all.yaml", text -> text + secret("{{ randAlphaNum 20 }}"));
    var candidate =
        shop("values: {image: \"shop:2\"}")
            .file(
                "charts/shop/templates/all.yaml",
                live.build().file("charts/shop/templates/all.yaml").orElseThrow().asText());

    // when
    var difference = scenario.compare(shopRequest(live), shopRequest(candidate));

    // then
    assertThat(difference.changes()).containsExactly("UPDATE " + DEPLOYMENT, "UPDATE " + RELEASE);
    assertThat(difference.live().gaps()).extracting(Gap::subject).contains("Secret/web/made");
  }

  @Test
  void shouldTellTheChartNothingOfTheClusterAndSaySo() {
    // given
    var files =
        shop("values: {image: \"shop:1\"}")
            .edit(
                "charts/shop/templates/all.yaml",
                text -> text + secret("{{ lookup \"v1\" \"Secret\" \"web\" \"made\" | toJson }}"));

    // when
    var rendering = scenario.render(files, "a");

    // then
    assertThat(find(rendering, "Secret/web/made").content().at("/stringData/a").asText())
        .isEqualTo("{}");
    assertThat(rendering.gaps()).anySatisfy(gap -> assertThat(gap.reason()).contains("lookup"));
  }

  @Test
  void shouldInflateAPackedDependencyThatLiesInTheTree() throws IOException {
    // given
    var files = new HashMap<>(shop("values: {image: \"shop:1\"}").build().files());
    files.put(
        "charts/shop/Chart.yaml",
        TreeFile.text(chartYaml("dependencies: [{name: db, version: 1.0.0}]")));
    files.put("charts/shop/charts/db-1.0.0.tgz", new TreeFile(packed(), false));

    // when
    var rendering = rendered(Tree.of(files));

    // then
    assertThat(names(rendering)).contains("ConfigMap/web/db");
    assertThat(rendering.coveredPaths()).contains("charts/shop/charts/db-1.0.0.tgz");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a dependency that does not lie in the tree | charts/shop/Chart.yaml | dependencies: [{name: db, version: 1.0.0, repository: 'https://example.org'}] | missing in charts/ directory: db",
        "a template that is none | charts/shop/templates/all.yaml | {{ .Values.image | unclosed action",
        "a template that fails | charts/shop/templates/all.yaml | {{ fail \"never\" }} | never",
        "output that is no object | charts/shop/templates/all.yaml | just text | YAML parse error",
        "no end | charts/shop/templates/all.yaml | {{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }} | error calling include",
        "a value that the schema refuses | charts/shop/values.schema.json | {\"properties\": {\"image\": {\"type\": \"integer\"}}} | the specifications of the schema",
      })
  void shouldCallItAGapWhenAChartCannotBeInflated(
      String what, String path, String text, String why) {
    // given
    var content = path.endsWith("Chart.yaml") ? chartYaml(text) : text;
    var candidate = shop("values: {image: \"shop:1\"}").file(path, content);

    // when
    var difference =
        scenario.compare(shopRequest(shop("values: {image: \"shop:1\"}")), shopRequest(candidate));

    // then: neither side has what the chart makes, so that nothing looks gone
    assertThat(difference.changes()).isEmpty();
    assertThat(difference.coverage().uncovered()).contains(path);
    assertThat(difference.live().gaps())
        .anySatisfy(
            gap -> {
              assertThat(gap.kind()).isEqualTo(Gap.Kind.CHART_NOT_INFLATED);
              assertThat(gap.subject()).isEqualTo(RELEASE);
              assertThat(gap.reason()).contains(why);
            });
  }

  @Test
  void shouldFetchNoSchemaThatAChartNames() throws IOException {
    // given
    var asked = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:%d/s.json".formatted(server.getAddress().getPort());
      var files =
          shop("values: {image: \"shop:1\"}")
              .file("charts/shop/values.schema.json", "{\"$ref\": \"%s\"}".formatted(url));

      // when
      var rendering = scenario.render(files, "a");

      // then
      assertThat(names(rendering)).contains(DEPLOYMENT);
      assertThat(rendering.gaps()).extracting(Gap::kind).contains(Gap.Kind.NOT_CHECKED);
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "time | 200 | 8388608 | 1000000000 | {{ range $i := until 1000000 }}{{ range $j := until 1000000 }}{{ end }}{{ end }} | takes longer",
        "output | 20000 | 10000 | 1000000000 | {{ range $i := until 2000 }}# some more text {{ $i }}{{ end }} | prints more",
        "memory | 20000 | 8388608 | 150000000 | {{ $a := repeat 1000 \"x\" }}{{ range $i := until 100 }}{{ $a = repeat 10 $a }}{{ end }} | more memory",
      })
  void shouldStopAChartAtItsLimits(
      String what, long millis, int bytes, long memory, String template, String why) {
    // given
    var standard = Limits.Render.STANDARD;
    var limits =
        new Limits.Render(
            standard.kustomizations(),
            Duration.ofMillis(millis),
            bytes,
            standard.totalTime(),
            standard.totalBytes(),
            memory,
            standard.files(),
            standard.reads(),
            standard.readBytes(),
            standard.objects(),
            standard.builds(),
            standard.cachedBuilds(),
            standard.charts(),
            standard.cachedCharts());
    var files =
        shop("values: {image: \"shop:1\"}").file("charts/shop/templates/all.yaml", template);

    // when
    try (var limited = scenario.rendererWith(limits)) {
      var rendering = ((RenderResult.Rendered) limited.render(request(files, "a"))).rendering();

      // then
      assertThat(rendering.gaps())
          .anySatisfy(
              gap -> {
                assertThat(gap.kind()).isEqualTo(Gap.Kind.CHART_NOT_INFLATED);
                assertThat(gap.reason()).contains(why);
              });
    }
  }

  private Rendering rendered(Tree tree) {
    return scenario.rendered(
        RenderRequest.of(tree, TreeFixtures.SOURCE, List.of(TreeFixtures.root("a"))));
  }

  private static RenderRequest shopRequest(TreeFixtures files) {
    return request(files, "a");
  }

  private static String secret(String value) {
    return """
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: made}
    stringData: {a: '%s'}
    """
        .formatted(value);
  }

  private static String chartYaml(String more) {
    return """
    apiVersion: v2
    name: shop
    version: 1.0.0
    %s
    """
        .formatted(more);
  }

  private static byte[] packed() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (var file :
          Map.of(
                  "db/Chart.yaml",
                  "{apiVersion: v2, name: db, version: 1.0.0}",
                  "db/templates/cm.yaml",
                  configMap("{name: db}", "{}"))
              .entrySet()) {
        var content = file.getValue().getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A release whose chart lies beside it. */
  private static TreeFixtures shop(String values) {
    return tree()
        .file(
            "a/release.yaml",
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: shop, namespace: web}
            spec:
              interval: 1h
              chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}}
              %s
            """
                .formatted(values))
        .file("charts/shop/Chart.yaml", chartYaml(""))
        .file("charts/shop/README.md", "for people")
        .file(
            "charts/shop/crds/things.yaml",
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.org}
            """)
        .file(
            "charts/shop/templates/all.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ .Release.Name }}
              annotations: {kube: '{{ .Capabilities.KubeVersion }} {{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "example.org/v1/Thing" }}'}
            spec:
              replicas: {{ .Values.replicas | default 1 }}
              template: {spec: {containers: [{name: shop, image: '{{ required "an image" .Values.image }}'}]}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: shop}
            rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {helm.sh/hook: 'pre-install,pre-upgrade'}}
            """);
  }
}
