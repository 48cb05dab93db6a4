package dev.headgate.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Outcome;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Glance;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probes of a real API server, through whose service proxy a real server answers. */
@ExtendWith(RealClusters.class)
class KindsIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MANY = 200;

  private LocalCluster cluster;
  private String namespace;
  private Answering server;
  private Glance glance;

  @BeforeEach
  void serve(@SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace own)
      throws Exception {
    cluster = sandbox;
    namespace = own.name();
    server = Answering.onTheNetwork();
    glance = ApiServer.of(cluster.client()).glance();
    apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{name: http, port: 80}, {name: other, port: 81}]}
        ---
        apiVersion: v1
        kind: Endpoints
        metadata: {name: web}
        subsets:
        - addresses: [{ip: %s, targetRef: {kind: Pod, namespace: %s, name: web}}]
          ports: [{name: http, port: %d}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: deserted}
        spec: {selector: {app: nobody}, ports: [{port: 80}]}
        """
            .formatted(server.address(), namespace, server.port()));
    runAsAPod();
  }

  /** The proxy goes only where a pod is: one that no node takes is given the server's address. */
  private void runAsAPod() {
    apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {schedulerName: nobody, containers: [{name: a, image: a}]}
        """);
    cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withName("web")
        .editStatus(
            pod ->
                new PodBuilder(pod)
                    .editOrNewStatus()
                    .withPodIP(server.address())
                    .withPodIPs(new PodIP(server.address()))
                    .endStatus()
                    .build());
  }

  @AfterEach
  void stop() {
    glance.close();
    server.close();
  }

  @Test
  void shouldAskAServiceThroughTheApiServerAndNotRepeatWhatItAnswers() throws Exception {
    check(http("web", "80", "/well", 30), "Good: answered HTTP 200");
    check(http("web", "http", "/well?full=1", 30), "Good: answered HTTP 200");
    check(http("web", "80", "/badly", 30), "Bad: answered HTTP 500");
    check(http("web", "80", "/secret", 30), "Good: answered HTTP 200");
    check(
        http("web", "80", "/redirect", 30), "Bad: answered HTTP 302 (redirects are not followed)");
    check(http("web", "80", "/slowly", 1), "Bad: no answer in time");
    check(http("web", "80", "/never", 1), "Bad: no answer in time");
    check(http("web", "80", "/hangup", 30), "Bad: no endpoint of the Service answers");
    check(http("web", "80", "/garbage", 30), "Bad: no endpoint of the Service answers");
    check(http("web", "81", "/well", 30), "Bad: no endpoint of the Service answers");
    check(http("web", "99", "/well", 30), "Bad: no endpoint of the Service answers");
    check(http("deserted", "80", "/well", 30), "Bad: no endpoint of the Service answers");
    check(http("nowhere", "80", "/well", 30), "Absent: the Service is not there");
  }

  @Test
  void shouldReadNoMoreOfOneGibThanItLooksAt() throws Exception {
    check(http("web", "80", "/gib", 30), "Good: answered HTTP 200");
    check(
        kinds()
            .read(
                probe(
                    new Question.Http(
                        namespace, "web", "80", "/gib", false, Optional.empty(), "not there"),
                    30)),
        "Bad: answered HTTP 200, without the expected text in its first 256 KiB");
    assertThat(server.sent()).isLessThan(Answering.GIB / 10);
  }

  @Test
  void shouldNotCallItAFailureThatItMayNotAsk() throws Exception {
    // given
    apply("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: nobody}\n");

    // when
    try (var client = cluster.clientAs(namespace, "nobody");
        var theirs = ApiServer.of(client).glance()) {
      var kinds = Kinds.ofSandbox(theirs, Prometheus.unknown(), probe -> new Reading.Good("ready"));

      // then
      check(
          kinds.read(http("web", "/well")),
          "Unmeasured: the API server does not ask the Service: HTTP 403");
      check(
          kinds.read(probe(new Question.Job(namespace, "smoke"), 30)),
          "Unmeasured: the sandbox answered HTTP 403");
      assertThat(server.asked()).isZero();
    }
  }

  @Test
  void shouldMeasureNothingWithAnApiServerThatIsNotThere() throws Exception {
    cluster.stopApiServer();
    try {
      check(http("web", "80", "/well", 5), "Unmeasured: the sandbox: no connection");
      check(
          kinds().read(probe(new Question.Job(namespace, "smoke"), 5)),
          "Unmeasured: the sandbox: no connection");
    } finally {
      cluster.startApiServer();
    }
  }

  @Test
  void shouldFollowJobsAndObjects() throws Exception {
    // given
    apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: smoke}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: later}
        spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: state}
        data: {phase: Ready, password: %s}
        """
            .formatted(Answering.SECRET));
    var probes =
        List.of(
            probe(new Question.Job(namespace, "smoke"), 30),
            probe(expression("ConfigMap", "state", "data.phase == 'Ready'"), 30),
            probe(expression("Namespace", "", "status.phase == 'Active'"), 30));

    // when
    var came =
        new ProbeRound(kinds(), Clock.systemUTC(), said -> {})
            .run(probes, Clock.systemUTC().instant().plus(TIMEOUT));

    // then
    assertThat(came).allMatch(one -> one.outcome() instanceof Outcome.Passed);
    check(kinds().read(probe(new Question.Job(namespace, "later"), 30)), "Waiting: is suspended");
    check(
        kinds().read(probe(new Question.Job(namespace, "none"), 30)),
        "Absent: Job.batch/%s/none is not there".formatted(namespace));
    check(
        kinds().read(probe(expression("ConfigMap", "state", "int(data.password) > 1"), 30)),
        "Unmeasured: current: CEL says BAD_FORMAT");
    check(
        kinds().read(probe(expression("ConfigMap", "state", "data.missing == 'x'"), 30)),
        "Unmeasured: current: a field is missing (test for it with has(…))");
    check(
        kinds().read(probe(expression("Widget", "state", "true"), 30)),
        "Absent: the sandbox has no v1 Widget");
  }

  /**
   * That so many are under way at once is seen in {@link ProbeRoundTest}; here they get answers.
   */
  @Test
  void shouldGetAnswersToTwoHundredQuestions() throws Exception {
    // given
    var patience = TIMEOUT.multipliedBy(4);
    var rhythm = new Probe.Rhythm(Duration.ofSeconds(1), TIMEOUT, 1, 1, 20, patience);
    var probes =
        IntStream.range(0, MANY)
            .mapToObj(n -> new Probe("p" + n, http("web", "/well").question(), rhythm))
            .toList();

    // when
    var came =
        new ProbeRound(kinds(), Clock.systemUTC(), said -> {})
            .run(probes, Clock.systemUTC().instant().plus(patience));

    // then
    assertThat(came)
        .hasSize(MANY)
        .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.Passed.class));
  }

  private Reading http(String service, String port, String path, int timeout)
      throws InterruptedException {
    return kinds()
        .read(
            probe(
                new Question.Http(namespace, service, port, path, false, Optional.empty(), ""),
                timeout));
  }

  private Probe http(String service, String path) {
    return probe(
        new Question.Http(namespace, service, "80", path, false, Optional.empty(), ""), 30);
  }

  private Question expression(String kind, String name, String current) {
    var key =
        name.isEmpty()
            ? new ObjectKey("", kind, "", namespace)
            : new ObjectKey("", kind, namespace, name);
    return new Question.Expression("v1", key, current, "", "");
  }

  private static Probe probe(Question question, int timeout) {
    return new Probe(
        "test",
        question,
        new Probe.Rhythm(
            Duration.ofMillis(200), Duration.ofSeconds(timeout), 1, 100, 100, TIMEOUT));
  }

  private Kinds kinds() {
    return Kinds.ofSandbox(glance, Prometheus.unknown(), probe -> new Reading.Good("ready"));
  }

  private static void check(Reading reading, String said) {
    assertThat(reading.getClass().getSimpleName() + ": " + reading.detail())
        .isEqualTo(said)
        .doesNotContain(Answering.SECRET);
  }

  private void apply(String yaml) {
    cluster
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }
}
