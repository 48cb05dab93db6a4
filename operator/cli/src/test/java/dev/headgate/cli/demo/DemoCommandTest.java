package dev.headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cli.Headgate;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  @Test
  void shouldListTheScenariosByNameAndTitle() {
    // when
    var list = Headgate.run("demo", "--list");

    // then
    assertThat(list.exitCode()).isZero();
    assertThat(list.out().lines())
        .map(line -> line.split(" +", 2)[0])
        .containsExactly(
            "routine", "crd", "operator-upgrade", "restructure", "dry-run", "by-hand", "probe");
    assertThat(list.out()).contains("A routine bump goes live by itself");
  }

  @Test
  void shouldRefuseAnUnknownScenarioAndNameThoseThatThereAre() {
    // when
    var refused = Headgate.run("demo", "--scenario", "earthquake");

    // then
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("no scenario [earthquake]", "routine", "crd", "restructure", "by-hand");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void shouldExplainItself() {
    // when
    var help = Headgate.run("demo", "--help");

    // then
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--scenario=NAME", "--list", "--keep", "kustomize-controller");
  }

  @Test
  void shouldNameItsCommandsWhenItIsToldNone() {
    // when
    var usage = Headgate.run();

    // then
    assertThat(usage.exitCode()).isEqualTo(2);
    assertThat(usage.err()).contains("demo", "approve");
  }
}
