package dev.headgate.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.FluxCrds;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.source.LocalGit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A checkout is proven on a cluster that nobody needs, and of which nothing is left. */
@ExtendWith(RealClusters.class)
class ProveCommandIT {

  private static final String INTENT =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: ChangeRequest
      metadata: {name: intent}
      spec:
        title: handle with care
        risk: {atLeast: Medium, reason: the author says so}
      """;

  @TempDir private Path folder;

  private LocalGit git;

  @BeforeEach
  void commit() {
    git = LocalGit.init(folder);
    git.write("apps/kustomization.yaml", "resources: [namespace.yaml, web.yaml]\n");
    git.write("apps/namespace.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: prove}\n");
    git.write("apps/web.yaml", web("1.4.0", "calm"));
    git.commit("the first", Map.of());
  }

  @Test
  void shouldPassAHarmlessChangeWithoutAnyCluster() {
    // given
    git.write("apps/web.yaml", web("1.4.1", "calm"));

    // when
    var done = prove();

    // then
    assertThat(done.said())
        .contains("update  Deployment.apps/prove/web", "risk     Low", "verdict  Passed");
    assertThat(done.exitCode()).isZero();
  }

  @Test
  void shouldRunARiskyChangeAndLeaveNothing(@SandboxCluster LocalCluster cluster) {
    // given
    git.write("apps/web.yaml", web("1.4.1", "calm"));
    git.write(".headgate/care.yaml", INTENT);

    // when
    var done = prove("--kubeconfig", cluster.adminKubeconfig().toString());

    // then
    assertThat(done.said()).contains("risk     Medium", "verdict  Passed");
    assertThat(done.exitCode()).isZero();
    assertThat(cluster.client().namespaces().withName("prove").get()).isNull();
  }

  @Test
  void shouldFailAChangeThatBreaksThere(@SandboxCluster LocalCluster cluster) {
    // given
    git.write("apps/web.yaml", web("1.4.1", "fail"));
    git.write(".headgate/care.yaml", INTENT);

    // when
    var done = prove("--kubeconfig", cluster.adminKubeconfig().toString());

    // then
    assertThat(done.said())
        .contains("verdict  Failed: ProbesFailed", "Deployment.apps/prove/web", "CrashLoopBackOff");
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(cluster.client().namespaces().withName("prove").get()).isNull();
  }

  @Test
  void shouldNotPassARiskyChangeThatNobodyRan() {
    // given
    git.write(".headgate/care.yaml", INTENT);
    git.write("apps/web.yaml", web("1.4.1", "calm"));

    // when
    var done = prove();

    // then
    assertThat(done.said()).contains("Inconclusive", "no cluster was given (--kubeconfig)");
    assertThat(done.exitCode()).isEqualTo(5);
  }

  @Test
  void shouldTouchNoClusterThatFluxWorksFor(@Host LocalCluster cluster) {
    // given
    FluxCrds.install(cluster.client(), Progress.silent());
    cluster
        .client()
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: default}
                spec: {interval: 1h, path: ./, prune: true, sourceRef: {kind: GitRepository, name: any}}
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
    git.write("apps/web.yaml", web("1.4.1", "calm"));

    // when
    var done = prove("--kubeconfig", cluster.adminKubeconfig().toString());

    // then
    assertThat(done.complained()).contains("Flux applies 1 Kustomizations", "not disposable");
    assertThat(done.exitCode()).isEqualTo(2);
    assertThat(cluster.client().namespaces().withName("prove").get()).isNull();
  }

  @Test
  void shouldSayWhatIsNotThere() {
    assertThat(run("--root", "./apps", "--to", folder.toString(), "--from", "nowhere").exitCode())
        .isEqualTo(2);
    assertThat(run("--root", "./elsewhere", "--to", folder.toString(), "--from", "HEAD").said())
        .contains("Failed: InvalidContent", "elsewhere is no folder of the tree");
    assertThat(prove("--kubeconfig", folder.resolve("none").toString()).complained())
        .contains("none cannot be read");
  }

  private Done prove(String... more) {
    var arguments =
        new ArrayList<>(List.of("--root", "./apps", "--to", folder.toString(), "--from", "HEAD"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** What it wrote to standard output and standard error, and how it ended. */
  private record Done(String said, String complained, int exitCode) {}

  private static Done run(String... arguments) {
    var said = new ByteArrayOutputStream();
    var complained = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      var exitCode = new CommandLine(new ProveCommand()).execute(arguments);
      return new Done(
          said.toString(StandardCharsets.UTF_8),
          complained.toString(StandardCharsets.UTF_8),
          exitCode);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static String web(String version, String kwok) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: prove}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web, headgate.dev/kwok: %s}}
        spec:
          containers: [{name: app, image: "registry.example.org/web:%s"}]
    """
        .formatted(kwok, version);
  }
}
