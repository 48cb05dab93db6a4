package dev.headgate.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsTest {

  private static final Map<String, String> POD = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void install() throws IOException {
    assertThat(
            Files.writeString(folder.resolve("kustomize"), "#!/bin/sh")
                .toFile()
                .setExecutable(true))
        .isTrue();
    Files.writeString(folder.resolve("ca.crt"), "ca");
    Files.writeString(folder.resolve("token"), "token");
  }

  @Test
  void shouldFindNothingWrongInAPod() {
    assertThat(faults(POD)).isEmpty();
  }

  @Test
  void shouldFindNothingWrongOutsideOfAClusterWithAllThatItTakes() {
    assertThat(faults(Map.of(), outside("https://127.0.0.1:6443", "ca.crt", "token"))).isEmpty();
  }

  @Test
  void shouldLookForKustomizeOnThePath() {
    // given
    var environment = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "PATH", "/nowhere::" + folder);

    // then
    assertThat(faults(environment, "--kustomize=kustomize")).isEmpty();
    assertThat(faults(POD, "--kustomize=kustomize"))
        .containsExactly("--kustomize is kustomize, which is no executable file");
  }

  @Test
  void shouldSayWhatIsWrongWithTheNamespace() {
    assertThat(faults(POD, "--namespace=Not A Name"))
        .containsExactly(
            "--namespace is 'Not A Name'; allowed: a DNS label such as headgate-system");
  }

  @Test
  void shouldSayWhatIsWrongWithTheDryRunAccount() {
    assertThat(faults(POD, "--dry-run-service-account=system:admin"))
        .containsExactly(
            "--dry-run-service-account is 'system:admin'; allowed: a DNS label such as"
                + " headgate-system");
  }

  @Test
  void shouldSayWhatIsWrongWithThePort() {
    assertThat(faults(POD, "--artifact-port=70000"))
        .containsExactly("--artifact-port is 70000; allowed: 0 to 65535");
    assertThat(faults(POD, "--health-port=70000"))
        .containsExactly("--health-port is 70000; allowed: 0 to 65535");
    assertThat(faults(POD, "--health-port=-1"))
        .containsExactly("--health-port is -1; allowed: 0 to 65535");
  }

  @Test
  void shouldSayThatTheWorkFolderIsNotThere() {
    assertThat(faults(POD, "--work-dir=" + folder.resolve("missing")))
        .containsExactly(
            "--work-dir is %s, which is no folder that can be written"
                .formatted(folder.resolve("missing")));
  }

  @Test
  void shouldSayWhatItTakesOutsideOfACluster() {
    assertThat(faults(Map.of()))
        .containsExactly(
            "--server is not given and KUBERNETES_SERVICE_HOST is not set: run in a pod, or give"
                + " --server, --ca-file and --token-file");
  }

  @Test
  void shouldNotSpeakToAServerInTheClear() {
    assertThat(faults(Map.of(), outside("http://127.0.0.1:8080", "ca.crt", "token")))
        .containsExactly("--server is http://127.0.0.1:8080; allowed: an https:// URL");
  }

  @Test
  void shouldNameEachFileThatCannotBeRead() {
    assertThat(faults(Map.of(), outside("https://127.0.0.1:6443", "no-ca", "no-token")))
        .containsExactly(
            "--ca-file is %s; with --server it must be a file that can be read"
                .formatted(folder.resolve("no-ca")),
            "--token-file is %s; with --server it must be a file that can be read"
                .formatted(folder.resolve("no-token")));
  }

  @Test
  void shouldSayAllThatIsWrongAtOnce() {
    assertThat(faults(Map.of(), "--namespace=", "--health-port=-1")).hasSize(3);
  }

  private String[] outside(String server, String ca, String token) {
    return new String[] {
      "--server=" + server,
      "--ca-file=" + folder.resolve(ca),
      "--token-file=" + folder.resolve(token)
    };
  }

  private List<String> faults(Map<String, String> environment, String... more) {
    var settings = new Settings();
    var arguments =
        Stream.of(
                Stream.of(
                        "--namespace=headgate-system",
                        "--dry-run-service-account=headgate-dry-run",
                        "--health-port=0",
                        "--kustomize=" + folder.resolve("kustomize"),
                        "--work-dir=" + folder,
                        "--server=")
                    .filter(given -> Stream.of(more).noneMatch(one -> sameOption(one, given))),
                Stream.of(more))
            .flatMap(all -> all)
            .toArray(String[]::new);
    CommandLine.populateCommand(settings, arguments);
    return settings.faults(environment);
  }

  private static boolean sameOption(String one, String other) {
    return one.substring(0, one.indexOf('=')).equals(other.substring(0, other.indexOf('=')));
  }
}
