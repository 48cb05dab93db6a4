package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the real promtool over the alert rules. */
class AlertRulesTest {
  private final Path folder = Chart.ofThisRepository().folder().resolve("tests");

  @Test
  void shouldFireWhenTheyShouldAndOnlyThen() throws Exception {
    // when
    var process =
        new ProcessBuilder(List.of(promtool(), "test", "rules", "alerts_test.yaml"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void shouldHaveATestForEveryAlert() throws IOException {
    // given
    var rules = Chart.ofThisRepository().file("files/alerts.yaml");
    var tests = Files.readString(folder.resolve("alerts_test.yaml"));

    // when
    var alerts =
        rules
            .lines()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.substring(line.indexOf(": ") + 2).strip())
            .toList();

    // then
    assertThat(alerts)
        .hasSizeGreaterThan(4)
        .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert));
  }

  private static String promtool() {
    var cache =
        Optional.ofNullable(System.getenv("HEADGATE_CACHE"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "headgate"));
    var path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(path, Stream.of(cache.resolve("promtool")))
        .map(each -> each.resolve("promtool"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "promtool is neither on the PATH nor in %s: `./headgate test` puts it there"
                        .formatted(cache)))
        .toString();
  }
}
