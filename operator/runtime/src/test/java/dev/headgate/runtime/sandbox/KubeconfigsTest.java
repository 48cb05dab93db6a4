package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigsTest {

  private static final String PEM =
      base64("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  private static final String GOOD_CLUSTER =
      "server: https://sandbox.example.org:6443\n    certificate-authority-data: " + PEM;
  private static final String GOOD_USER = "token: hunter2";

  @Test
  void shouldTakeATokenAndNothingFromItsSurroundings() {
    // when
    var config = accepted(kubeconfig(GOOD_CLUSTER, GOOD_USER));

    // then
    assertThat(config.getMasterUrl()).startsWith("https://sandbox.example.org:6443");
    assertThat(config.getOauthToken()).isEqualTo("hunter2");
    assertThat(config.getCaCertData()).isEqualTo(PEM);
    assertThat(config.isTrustCerts()).isFalse();
    assertThat(config.getRequestRetryBackoffLimit()).isZero();
  }

  @Test
  void shouldTakeAClientCertificate() {
    // when
    var config =
        accepted(
            kubeconfig(
                GOOD_CLUSTER,
                "client-certificate-data: %s\n    client-key-data: %s".formatted(PEM, PEM)));

    // then
    assertThat(config.getClientCertData()).isEqualTo(PEM);
    assertThat(config.getClientKeyData()).isEqualTo(PEM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exec                  | exec: {command: /bin/hunter2}
          auth-provider         | auth-provider: {name: hunter2}
          client-certificate    | client-certificate: /etc/hunter2
          client-key            | client-key: /etc/hunter2
          tokenFile             | tokenFile: /etc/hunter2
          username              | username: hunter2
          password              | password: hunter2
          as                    | as: hunter2
          as-groups             | as-groups: [hunter2]
          as-user-extra         | as-user-extra: {a: [hunter2]}
          """)
  void shouldRefuseAUserThatIsMoreThanData(String field, String yaml) {
    assertRefused(kubeconfig(GOOD_CLUSTER, GOOD_USER + "\n    " + yaml), "users[].user." + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          insecure-skip-tls-verify | insecure-skip-tls-verify: true
          certificate-authority    | certificate-authority: /etc/hunter2
          proxy-url                | proxy-url: http://hunter2
          """)
  void shouldRefuseAClusterThatIsMoreThanData(String field, String yaml) {
    assertRefused(
        kubeconfig(GOOD_CLUSTER + "\n    " + yaml, GOOD_USER), "clusters[].cluster." + field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sandbox.example.org",
        "https://hunter2@sandbox.example.org",
        "https://sandbox.example.org?hunter2",
        "file:///etc/hunter2",
        "hunter2",
        "'https://hunter2 x'"
      })
  void shouldRefuseAServerThatIsNoPlainHttpsUrl(String server) {
    assertRefused(
        kubeconfig(
            "server: %s\n    certificate-authority-data: %s".formatted(server, PEM), GOOD_USER),
        "clusters[].cluster.server");
  }

  @Test
  void shouldRefuseAServerNameThatItCouldNotVerify() {
    assertRefused(
        kubeconfig(GOOD_CLUSTER + "\n    tls-server-name: other.example.org", GOOD_USER),
        "tls-server-name");
    accepted(kubeconfig(GOOD_CLUSTER + "\n    tls-server-name: sandbox.example.org", GOOD_USER));
  }

  @Test
  void shouldRefuseWhatHasNoCredentialsOrTwo() {
    assertRefused(kubeconfig(GOOD_CLUSTER, "token: ''"), "exactly one");
    assertRefused(
        kubeconfig(
            GOOD_CLUSTER,
            GOOD_USER
                + "\n    client-certificate-data: %s\n    client-key-data: %s".formatted(PEM, PEM)),
        "exactly one");
    assertRefused(kubeconfig(GOOD_CLUSTER, "client-certificate-data: " + PEM), "client-key-data");
  }

  @Test
  void shouldRefuseDataThatIsNoPem() {
    assertRefused(
        kubeconfig(
            "server: https://a.example.org\n    certificate-authority-data: " + base64("hunter2"),
            GOOD_USER),
        "certificate-authority-data");
    assertRefused(
        kubeconfig(
            "server: https://a.example.org\n    certificate-authority-data: '*hunter2*'",
            GOOD_USER),
        "no base64");
  }

  @Test
  void shouldLookOnlyAtTheCurrentContext() {
    // given
    var other =
        kubeconfig(GOOD_CLUSTER, GOOD_USER)
            .replace("users:", "users:\n- name: other\n  user: {exec: {command: /bin/true}}");

    // then
    accepted(other);
    assertRefused(other.replace("user: me", "user: other"), "users[].user.exec");
    assertRefused(other.replace("current-context: here", "current-context: there"), "contexts");
    assertRefused(other.replace("current-context: here", ""), "current-context");
  }

  @Test
  void shouldRefuseYamlThatIsAnAttack() {
    assertRefused("a: &a hunter2\nb: *a\n", "alias");
    assertRefused("[".repeat(64) + "]".repeat(64), "kubeconfig");
    assertRefused("# " + "hunter2".repeat(100_000), "bytes");
    assertRefused("current-context: [hunter2", "kubeconfig");
    assertRefused("", "single mapping");
    assertRefused("a: 1\n---\nb: 2\n", "kubeconfig");
  }

  private static Config accepted(String yaml) {
    var read = Kubeconfigs.read(yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(read).as(read.toString()).isInstanceOf(Kubeconfigs.Read.Accepted.class);
    return ((Kubeconfigs.Read.Accepted) read).config();
  }

  private static void assertRefused(String yaml, String place) {
    var read = Kubeconfigs.read(yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(read).as(read.toString()).isInstanceOf(Kubeconfigs.Read.Refused.class);
    assertThat(((Kubeconfigs.Read.Refused) read).reason())
        .contains(place)
        .doesNotContain("hunter2");
  }

  private static String kubeconfig(String cluster, String user) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: there
      cluster:
        %s
    users:
    - name: me
      user:
        %s
    contexts:
    - name: here
      context: {cluster: there, user: me, namespace: default}
    current-context: here
    """
        .formatted(cluster, user);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
