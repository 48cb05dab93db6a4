package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that do not lead to a sandbox: people are told why, and a better one is tried. */
@ExtendWith(InLab.class)
class SandboxSecretsIT {

  private static final String CANARY = "canary-5d1f0c";
  private static final String NONSENSE =
      Base64.getEncoder()
          .encodeToString(
              "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                  .formatted(CANARY)
                  .getBytes(StandardCharsets.US_ASCII));

  private static final List<Duration> PAUSES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

  @Test
  void shouldSayWhatIsWrongWithTheSecretAndPassWhenItIsPutRight(Lab lab) {
    try (var world = Gated.open(lab, SandboxWorld.SPEC)) {
      // given
      var live = world.git().head();
      lab.giveSandbox(world.namespace());
      lab.host().client().secrets().inNamespace(world.namespace()).delete();

      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      assertRefused(world, live, commit, "there is no such Secret", PAUSES.get(0));

      // when
      SandboxWorld.giveSecret(world, Map.of("other", CANARY));
      world.retry(commit);

      // then
      assertRefused(world, live, commit, "the Secret has no such key", PAUSES.get(1));

      // when
      SandboxWorld.giveKubeconfig(world, CANARY);
      world.retry(commit);

      // then
      assertRefused(world, live, commit, "kubeconfig: it is no single mapping", PAUSES.get(2));

      // when
      SandboxWorld.giveKubeconfig(world, lab.sandbox().adminKubeconfigYaml());
      world.retry(commit);

      // then
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      assertThat(Told.by(lab)).doesNotContain(CANARY);
      SandboxWorld.awaitClean(world);
    }
  }

  @Test
  void shouldRefuseAKubeconfigThatRunsAProgramAndNotRunIt(Lab lab, @TempDir Path folder) {
    // given
    var trace = folder.resolve("ran");
    var kubeconfig =
        kubeconfig(
            "{exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [%s, %s]}}"
                .formatted(trace, folder.resolve(CANARY)));

    try (var world = SandboxWorld.open(lab, kubeconfig)) {
      var live = world.git().head();

      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      assertRefused(
          world,
          live,
          commit,
          "kubeconfig, users[].user.exec: this field is not allowed; a sandbox is reached by"
              + " server, CA data, and a token or client certificate data, without programs, files,"
              + " proxies, impersonation or unverified TLS",
          PAUSES.get(0));
      assertThat(trace).matches(Files::notExists);
      assertThat(Told.by(lab)).doesNotContain(CANARY);
    }
  }

  @Test
  void shouldRefuseCertificatesThatAreNone(Lab lab) {
    // given
    var kubeconfig =
        kubeconfig(
            "{client-certificate-data: %s, client-key-data: %s}".formatted(NONSENSE, NONSENSE));

    try (var world = SandboxWorld.open(lab, kubeconfig)) {
      var live = world.git().head();

      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      assertRefused(
          world, live, commit, "its certificates or its key cannot be read", PAUSES.get(0));
      assertThat(Told.by(lab)).doesNotContain(CANARY, NONSENSE);
    }
  }

  @Test
  void shouldNotUseTheHostAsItsOwnSandbox(Lab lab) {
    try (var world = SandboxWorld.open(lab, lab.host().adminKubeconfigYaml())) {
      // given
      var live = world.git().head();

      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      var proof =
          SandboxWorld.assertInconclusive(world, live, commit, "NotExercised", PAUSES.get(0));
      assertThat(Sights.message(proof))
          .isEqualTo(
              SandboxWorld.NOT_EXERCISED.formatted(
                  "the sandbox is the host cluster itself (both have the kube-system namespace %s);"
                          .formatted(SandboxWorld.uid(lab.host()))
                      + " a sandbox must be another cluster"));
      assertThat(SandboxWorld.leases(lab)).isEmpty();
      assertThat(lab.host().client().configMaps().inAnyNamespace().withLabel("headgate.dev/change"))
          .satisfies(marked -> assertThat(marked.list().getItems()).isEmpty());
    }
  }

  @Test
  void shouldEndARunInTheSandboxThatItLeasedThoughTheSecretIsReplacedMeanwhile(Lab lab) {
    try (var world = SandboxWorld.open(lab);
        var nowhere = Wire.to(lab.sandbox().server())) {
      // given
      var running = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, running, Phase.RUNNING);

      // when
      SandboxWorld.giveKubeconfig(
          world, nowhere.silence().through(lab.sandbox().adminKubeconfigYaml()));
      var next = SandboxWorld.commitMedium(world, "three");

      // then
      world.awaitThat(
          "the next one asks the new sandbox",
          () ->
              SandboxWorld.says(
                  world, next, "sandbox vcluster-dev does not answer: no answer within 5 s"));
      world.awaitVerdict(running, "Passed");

      // when
      SandboxWorld.giveKubeconfig(world, lab.sandbox().adminKubeconfigYaml());

      // then
      world.awaitVerdict(next, "Passed");
      world.awaitLive(next);
      SandboxWorld.awaitClean(world);
    }
  }

  private static void assertRefused(
      Gated world, String live, String commit, String why, Duration pause) {
    var proof = SandboxWorld.assertInconclusive(world, live, commit, "NotExercised", pause);
    assertThat(Sights.message(proof))
        .isEqualTo(
            SandboxWorld.NOT_EXERCISED.formatted(
                "kubeconfig in Secret %s/%s, key value: %s"
                    .formatted(world.namespace(), Lab.SANDBOX_SECRET, why)));
    assertThat(SandboxWorld.leases(world.lab())).isEmpty();
  }

  private static String kubeconfig(String user) {
    return """
    apiVersion: v1
    kind: Config
    current-context: a
    contexts: [{name: a, context: {cluster: a, user: a}}]
    clusters: [{name: a, cluster: {server: "https://127.0.0.1:1", certificate-authority-data: %s}}]
    users: [{name: a, user: %s}]
    """
        .formatted(NONSENSE, user);
  }
}
