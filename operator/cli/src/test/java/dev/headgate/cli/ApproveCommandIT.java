package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.source.LocalGit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gate whose every change needs an approval; Alice may give one, Bob may not. */
@ExtendWith(InLab.class)
class ApproveCommandIT {
  private static final String NAMESPACE = "approving";

  private static final String PEOPLE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: approving}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: alice, namespace: approving}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: bob, namespace: approving}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: alice-approves, namespace: approving}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: headgate-approve}
      subjects: [{kind: ServiceAccount, name: alice, namespace: approving}]
      """;

  @TempDir private static Path folder;

  private static LocalGit git;
  private static SeenGate gate;

  @BeforeAll
  static void beginWithAnOpenGate(Lab lab) {
    git = LocalGit.init(folder.resolve("home"));
    git.commit("feat: a greeting", Map.of("greeting.yaml", greeting("hello")));
    gate = new SeenGate(lab, NAMESPACE, "home", "home");
    apply(lab, PEOPLE);
    apply(lab, gated(git.url()));
    gate.awaitAdopted();
  }

  @Test
  void shouldOpenTheGateForWhatAPersonWithTheRightApproves(Lab lab) throws IOException {
    // given
    var commit = change(lab, "good day");
    gate.awaitHeldBy(commit, "Approval");

    // when
    var approved = as("alice", lab, "home", "--revision", commit, "--reason", "friendlier");

    // then
    assertThat(approved.exitCode()).as(approved.err()).isZero();
    assertThat(approved.out()).contains("created: Approve " + commit + " at gate approving/home");
    gate.awaitLive(commit);
    await().until(() -> greets(lab, "good day"));
  }

  @Test
  void shouldHoldWhatAPersonHolds(Lab lab) throws IOException {
    // given
    var commit = change(lab, "what?");

    // when
    var held = as("alice", lab, "home", "--revision", commit, "--action", "hold");

    // then
    assertThat(held.exitCode()).as(held.err()).isZero();
    gate.awaitHeldBy(commit, "Hold", "Approval");
  }

  @Test
  void shouldTellThoseWithoutTheRightThatTheyHaveItNot(Lab lab) throws IOException {
    // given
    var commit = change(lab, "go away");
    gate.awaitHeldBy(commit, "Approval");

    // when
    var refused = as("bob", lab, "home", "--revision", commit);

    // then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("headgate approve: ")
        .contains(
            "User \"system:serviceaccount:approving:bob\" cannot create resource"
                + " \"changeapprovals\"")
        .doesNotContain("Status(");
    assertThat(refused.out()).isEmpty();
    gate.awaitHeldBy(commit, "Approval");
  }

  @Test
  void shouldNameTheActionsWhenItIsToldAnother(Lab lab) throws IOException {
    // when
    var refused = as("alice", lab, "home", "--revision", "abc", "--action", "bless");

    // then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("--action is 'bless'; allowed: Approve, Hold, Bypass")
        .hasLineCount(1);
  }

  @Test
  void shouldRefuseABypassFromThoseWhoMayOnlyApprove(Lab lab) throws IOException {
    // when
    var refused = as("alice", lab, "home", "--revision", git.head(), "--action", "Bypass");

    // then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("bypass");
  }

  private static String change(Lab lab, String words) {
    var commit = git.commit("feat: say " + words, Map.of("greeting.yaml", greeting(words)));
    lab.sources().poke();
    return commit;
  }

  private static boolean greets(Lab lab, String words) {
    var greeting =
        lab.host().client().configMaps().inNamespace(NAMESPACE).withName("greeting").get();
    return greeting != null && words.equals(greeting.getData().get("text"));
  }

  private static String gated(String url) {
    return """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: home, namespace: approving}
      spec: {interval: 1h, url: "%s", ref: {branch: main}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: home, namespace: approving}
      spec: {interval: 1h, path: ./, prune: true, sourceRef: {kind: GitRepository, name: home}}
      ---
      apiVersion: headgate.dev/v1alpha1
      kind: PromotionGate
      metadata: {name: home, namespace: approving}
      spec:
        kustomizationRef: {name: home}
        approvals: {required: 1, appliesTo: [Low, Medium, High]}
      """
        .formatted(url);
  }

  private static String greeting(String words) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: greeting, namespace: approving}
        data: {text: "%s"}
        """
        .formatted(words);
  }

  private static Headgate as(String person, Lab lab, String... arguments) throws IOException {
    var kubeconfig = folder.resolve(person + ".kubeconfig");
    Files.writeString(kubeconfig, lab.host().kubeconfigFor(NAMESPACE, person));
    var all =
        Stream.concat(Stream.of("approve", "--namespace", NAMESPACE), Arrays.stream(arguments))
            .toArray(String[]::new);
    return Headgate.run(Map.of("KUBECONFIG", kubeconfig.toString()), all);
  }

  private static void apply(Lab lab, String yaml) {
    lab.host()
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
  }
}
