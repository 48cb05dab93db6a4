package dev.headgate.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.cli.Headgate;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Alice may do what people do with sandboxes; Bob may look at the list. */
@ExtendWith(InLab.class)
class SandboxCommandIT {

  private static final String NAMESPACE = "looking";

  /** What nobody who looks into a sandbox is to run. */
  private static final String PROGRAM = "/bin/of-somebody-else";

  private static final String PEOPLE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: looking}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: alice, namespace: looking}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: bob, namespace: looking}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: alice-looks-inside}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: headgate-sandbox-access}
      subjects: [{kind: ServiceAccount, name: alice, namespace: looking}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: bob-looks, namespace: looking}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: headgate-view}
      subjects: [{kind: ServiceAccount, name: bob, namespace: looking}]
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void beginWithAGateThatHasAPool(Lab lab) {
    var git = LocalGit.init(folder.resolve("home"));
    git.commit("feat: nothing yet", Map.of("kustomization.yaml", "resources: []\n"));
    apply(lab, PEOPLE);
    apply(lab, gated(git.url()));
  }

  @Test
  void shouldShowTheQueueAndLeadIntoASandboxThatSomebodyKeeps(Lab lab) throws Exception {
    // given: both wait; creation times are told to the second, so either may be the next
    apply(lab, pool(true));
    prove(lab, "one");
    prove(lab, "other");
    await().until(() -> position(lab, "one") + position(lab, "other") == 3);
    var first = position(lab, "one") == 1 ? "one" : "other";
    var second = position(lab, "one") == 1 ? "other" : "one";

    assertThat(rows(as("bob", lab, "list")))
        .satisfiesExactly(
            titles -> assertThat(titles).startsWith("NAME ").contains("POOL", "EXPIRES", "WHY"),
            row ->
                assertThat(row)
                    .containsPattern("sbx-\\S+ +pool +Queued +" + first + " .* 1 +pool pool: ")
                    .endsWith("the pool is paused (spec.paused)"),
            row ->
                assertThat(row)
                    .containsPattern("sbx-\\S+ +pool +Queued +" + second + " .* 2 +pool "));
    assertRefused(as("alice", lab, "kubeconfig", first), "has no kubeconfig yet: it is Queued");
    assertRefused(as("alice", lab, "shell", "third"), "there is no ChangeSandbox third");
    assertThat(as("alice", lab, "list", "--everything").exitCode()).isEqualTo(2);

    // when: it is the first one's turn, which runs for a while
    apply(lab, pool(false));
    await().atMost(Duration.ofMinutes(1)).until(() -> phase(lab, first) == SandboxPhase.LEASED);

    // then
    assertLeadsIntoIt(lab, first);
    assertRefused(as("bob", lab, "kubeconfig", first), "you may not read Secret hg-sbx-");
    assertRefused(as("bob", lab, "keep", first), "cannot patch resource \"changesandboxes\"");
    assertRefused(as("alice", lab, "delete", first, "--yes"), "is in use", "--force");
    assertKept(lab, first, second);
  }

  private static void assertLeadsIntoIt(Lab lab, String first) throws IOException {
    // given: somebody added a program to the Secret
    addAProgram(lab, first);

    // then
    var written = as("alice", lab, "kubeconfig", first);
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out()).doesNotContain("exec", PROGRAM);
    assertThat(uidOfClusterAt(written.out())).isEqualTo(uid(lab));

    var file = folder.resolve("sandbox.kubeconfig");
    Files.writeString(file, "older, and for everybody to read");
    var filed = as("alice", lab, "kubeconfig", first, "--out", file.toString());
    assertThat(filed.exitCode()).as(filed.err()).isZero();
    assertThat(filed.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(written.out());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var forwarded = as("alice", lab, "kubeconfig", first, "--server", "https://localhost:8443");
    assertThat(forwarded.out())
        .as(forwarded.err())
        .contains("server: \"https://localhost:8443\"", "tls-server-name: \"127.0.0.1\"");

    var script = "echo $KUBECONFIG; cat $KUBECONFIG; exit 7";
    var shell = as("alice", lab, "shell", first, "--", "sh", "-c", script);
    assertThat(shell.exitCode()).as(shell.err()).isEqualTo(7);
    var lines = shell.out().split("\n", 2);
    assertThat(Path.of(lines[0])).doesNotExist();
    assertThat(Path.of(lines[0]).getParent()).doesNotExist();
    assertThat(lines[1]).isEqualTo(written.out());
  }

  private static void addAProgram(Lab lab, String request) {
    var access = Objects.requireNonNull(sandbox(lab, request).orElseThrow().getStatus().access());
    var secret =
        lab.host()
            .client()
            .secrets()
            .inNamespace(access.namespace())
            .withName(access.secret())
            .require();
    var kubeconfig =
        new String(
                Base64.getDecoder().decode(secret.getData().get(access.key())),
                StandardCharsets.UTF_8)
            .replace(
                "users:\n",
                "users:\n- {name: other, user: {exec: {command: %s}}}\n".formatted(PROGRAM));
    assertThat(kubeconfig).contains(PROGRAM);
    secret.setStringData(Map.of(access.key(), kubeconfig));
    lab.host().client().resource(secret).update();
  }

  private static void assertKept(Lab lab, String first, String second) throws IOException {
    // when
    var kept = as("alice", lab, "keep", first, "--for", "90m");

    // then: it outlives its holder, and stays in its place
    assertThat(kept.out())
        .as(kept.err())
        .contains("of ChangeRequest " + first + " is kept until 20");
    suspend(lab, first);
    await().until(() -> why(lab, first).startsWith("somebody keeps it"));
    assertThat(as("alice", lab, "keep", first, "--for", "100h").out())
        .contains("no longer than 24 hours beyond its end");
    var sandbox = sandbox(lab, first).orElseThrow();
    assertThat(sandbox.getStatus().keptUntil())
        .isEqualTo(
            Objects.requireNonNull(sandbox.getStatus().expiresAt()).plus(Duration.ofHours(24)))
        .isAfter(Instant.now());
    assertThat(rows(as("bob", lab, "list")))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsPattern("Leased +" + first + " .*- +somebody keeps it until 20"));
    assertThat(phase(lab, second)).isEqualTo(SandboxPhase.QUEUED);

    // when: nobody needs it any more
    var asked = as("alice", lab, "delete", sandbox.getMetadata().getName());
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains("Delete ChangeSandbox looking/sbx-", "not confirmed");
    var deleted = as("alice", lab, "delete", sandbox.getMetadata().getName(), "--yes");

    // then: and the next one gets its turn
    assertThat(deleted.exitCode()).as(deleted.err()).isZero();
    assertThat(deleted.out()).contains("of ChangeRequest " + first + " is gone");
    await().until(() -> phase(lab, second) != SandboxPhase.QUEUED);
    suspend(lab, second);
    await().atMost(Duration.ofMinutes(1)).until(() -> sandbox(lab, second).isEmpty());
  }

  private static void assertRefused(Headgate done, String... why) {
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).startsWith("headgate sandbox ").contains(why).hasLineCount(1);
    assertThat(done.out()).isEmpty();
  }

  private static List<String> rows(Headgate listed) {
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    return listed.out().lines().toList();
  }

  private static String uidOfClusterAt(String kubeconfig) {
    var config =
        ((Kubeconfigs.Read.Accepted) Kubeconfigs.read(kubeconfig.getBytes(StandardCharsets.UTF_8)))
            .config();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      return client.namespaces().withName("kube-system").get().getMetadata().getUid();
    }
  }

  private static String uid(Lab lab) {
    return lab.sandbox().client().namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  private static int position(Lab lab, String request) {
    return sandbox(lab, request)
        .map(ChangeSandbox::getStatus)
        .map(status -> status.position())
        .orElse(0);
  }

  private static SandboxPhase phase(Lab lab, String request) {
    return sandbox(lab, request).map(Sandboxes::phase).orElse(SandboxPhase.UNKNOWN);
  }

  private static Optional<ChangeSandbox> sandbox(Lab lab, String request) {
    return lab
        .host()
        .client()
        .resources(ChangeSandbox.class)
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(sandbox -> Sandboxes.holder(sandbox).equals(Optional.of(request)))
        .findFirst();
  }

  private static String why(Lab lab, String request) {
    return sandbox(lab, request).map(Sandboxes::why).orElse("");
  }

  private static void suspend(Lab lab, String name) {
    lab.host()
        .client()
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(ChangeRequest.class))
        .inNamespace(NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");
  }

  /** For five minutes it is too early to tell. */
  private static void prove(Lab lab, String name) {
    apply(
        lab,
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: %s, namespace: looking}
        spec:
          gateRef: {name: home}
          risk: {atLeast: Medium, reason: to see it run}
          baseline: {inline: "{apiVersion: v1, kind: Namespace, metadata: {name: looked-at}}"}
          manifests: {inline: "{apiVersion: v1, kind: Namespace, metadata: {name: looked-at, labels: {a: b}}}"}
          probes:
            - name: patience
              expression:
                {apiVersion: v1, kind: Namespace, name: looked-at, current: "true", inProgress: "true"}
        """
            .formatted(name));
  }

  private static String pool(boolean paused) {
    return """
      apiVersion: headgate.dev/v1alpha1
      kind: SandboxPool
      metadata: {name: pool, namespace: looking}
      spec: {paused: %s, template: {vcluster: {chartRef: {name: vcluster}}}}
      """
        .formatted(paused);
  }

  private static String gated(String url) {
    return """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: home, namespace: looking}
      spec: {interval: 1h, url: "%s", ref: {branch: main}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: home, namespace: looking}
      spec: {interval: 1h, path: ./, prune: true, sourceRef: {kind: GitRepository, name: home}}
      ---
      apiVersion: headgate.dev/v1alpha1
      kind: PromotionGate
      metadata: {name: home, namespace: looking}
      spec:
        kustomizationRef: {name: home}
        sandbox: {poolRef: {name: pool}}
      """
        .formatted(url);
  }

  private static Headgate as(String person, Lab lab, String... arguments) throws IOException {
    var kubeconfig = folder.resolve(person + ".kubeconfig");
    Files.writeString(kubeconfig, lab.host().kubeconfigFor(NAMESPACE, person));
    var all =
        Stream.of(
                Stream.of("sandbox", arguments[0], "-n", NAMESPACE),
                Arrays.stream(arguments).skip(1))
            .flatMap(some -> some)
            .toArray(String[]::new);
    return Headgate.run(Map.of("KUBECONFIG", kubeconfig.toString()), all);
  }

  private static void apply(Lab lab, String yaml) {
    lab.host()
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }
}
