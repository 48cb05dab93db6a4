package dev.headgate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cli.Headgate;
import dev.headgate.local.Lab;
import org.junit.jupiter.api.Test;

class DemoIT {

  @Test
  void shouldPlayEveryScenarioToTheOutcomeThatItsTitleTells() {
    // when
    var demo = Headgate.run("demo", "--all", "--chart", Lab.chart().toString());

    // then
    assertThat(demo.exitCode()).as(demo.err() + demo.out()).isZero();
    assertThat(demo.out())
        .containsSubsequence(
            "a host, a sandbox, Flux and Headgate are running",
            "the gate adopts what is live",
            "A routine bump goes live by itself",
            "verdict Passed, risk Low",
            "Deployment web/frontend runs 1.4.2",
            "A CRD change is proven in the sandbox and goes live",
            "verdict Passed, risk Medium",
            "CRD widgets.example.org knows colour",
            "An operator upgrade breaks in the sandbox, not in the cluster",
            "verdict Failed",
            "is still live",
            "A restructured path that would prune a database is caught before anything runs",
            "verdict Failed",
            "StatefulSet data/postgres was never touched",
            "The cluster's own admission refuses a change before Flux tries it",
            "verdict Failed",
            "images-from-our-registry",
            "is still live",
            "Somebody moves the pin by hand and is refused",
            "headgate-guard",
            "is still live",
            "A change that is ready and answers badly is caught by a probe that compares with live",
            "verdict Failed",
            "page-answers",
            "is still live",
            "$ kubectl get pgate",
            "$ kubectl get chg");
  }
}
