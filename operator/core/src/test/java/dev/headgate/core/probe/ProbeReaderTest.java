package dev.headgate.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {

  private final List<String> wrong = new ArrayList<>();

  @Test
  void shouldReadEveryKindWithDefaultsThatFit() {
    // when
    var probes =
        read(
            """
            - {name: ready, ready: {}}
            - name: cert
              expression:
                apiVersion: cert-manager.io/v1
                kind: Certificate
                namespace: web
                name: tls
                current: status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')
            - {name: web-answers, http: {namespace: web, service: web, port: 80, path: /healthz?full=1}}
            - {name: migrated, job: {namespace: web, name: migrate}}
            - {name: errors, promQL: {query: "sum(rate(errors[5m]))", atMost: 0.5}}
            """);

    // then
    assertThat(wrong).isEmpty();
    assertThat(probes)
        .extracting(Probe::question)
        .containsExactly(
            new Question.Ready(),
            new Question.Expression(
                "cert-manager.io/v1",
                new ObjectKey("cert-manager.io", "Certificate", "web", "tls"),
                "status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
                "",
                ""),
            new Question.Http("web", "web", "80", "/healthz?full=1", false, Optional.empty(), ""),
            new Question.Job("web", "migrate"),
            new Question.PromQl("sum(rate(errors[5m]))", Optional.empty(), Optional.of(0.5)));
    assertThat(probes.get(1).rhythm()).isEqualTo(Probe.Rhythm.STANDARD);
    assertThat(probes.get(3).rhythm().successes()).isEqualTo(1);
    assertThat(probes.get(4).rhythm().interval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldReadARhythm() {
    var probes =
        read(
            "- {name: a, job: {namespace: web, name: x}, interval: 2s, timeout: 1s, successes: 4,"
                + " failureLimit: 2, errorLimit: 7, within: 1h}");

    assertThat(wrong).isEmpty();
    assertThat(probes.getFirst().rhythm())
        .isEqualTo(
            new Probe.Rhythm(
                Duration.ofSeconds(2), Duration.ofSeconds(1), 4, 2, 7, Duration.ofHours(1)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name: Web, ready: {} | spec.probes[0].name: found 'Web'; allowed: a DNS label",
        "ready: {} | spec.probes[0].name: is missing",
        "name: a, promQL: {atLeast: 1} | spec.probes[a].promQL.query: is missing",
        "name: a, promQL: {query: [up], atLeast: 1} | spec.probes[a].promQL.query: is no text (quote it)",
        "name: a, http: {namespace: b, service: c, port: 80, path: '?q'} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: '/a??b#'} | spec.probes[a].http.path: allowed: a path",
        "name: a, ready: {}, abcdefghijklmnopqrstuvwxyzabcdef: 1 | [a].abcdefghijklmnopqrstuvwxyzabcdef: unknown",
        "name: a, ready: {}, abcdefghijklmnopqrstuvwxyzabcdefg: 1 | [a].abcdefghijklmnopqrstuvwxyzabcdef…: unknown",
        "name: a | spec.probes[a]: exactly one kind is allowed of ready, expression, http, job, promQL; found: none",
        "name: a, ready: {}, job: {namespace: b, name: c} | found: ready, job",
        "name: a, ready: {} | spec.probes[a].name: the name ready belongs to",
        "name: ready, job: {namespace: b, name: c} | spec.probes[ready].name: the name ready belongs to",
        "name: ready, ready: {for: 5m} | spec.probes[ready].ready.for: unknown field; none is allowed",
        "name: a, job: {namespace: b, name: c}, failurelimit: 3 | spec.probes[a].failurelimit: unknown field; allowed: errorLimit",
        "name: a, job: {namespace: b} | spec.probes[a].job.name: is missing",
        "name: a, job: b | spec.probes[a].job: is no mapping",
        "name: a, job: {namespace: b, name: c}, interval: 10 | spec.probes[a].interval: found '10'; allowed: 1s to 1h",
        "name: a, job: {namespace: b, name: c}, interval: 2h | allowed: 1s to 1h",
        "name: a, job: {namespace: b, name: c}, successes: 0 | spec.probes[a].successes: found 0; allowed: 1 to 20",
        "name: a, job: {namespace: b, name: c}, successes: 20, interval: 1m, within: 5m | within: is 5m, but 20 successes at an interval of 1m take 19m",
        "name: a, promQL: {query: up, atLeast: 1}, interval: 5s | spec.probes[a].interval: found '5s'; allowed: 30s to 1h",
        "name: a, promQL: {query: up} | give atLeast, atMost or both",
        "name: a, promQL: {query: '', atLeast: 1} | spec.probes[a].promQL.query: is empty",
        "name: a, promQL: {query: up, atLeast: many} | spec.probes[a].promQL.atLeast: found 'many'; allowed: a number",
        "name: a, promQL: {query: up, atLeast: 1, url: 'http://x'} | spec.probes[a].promQL.url: unknown field",
        "name: a, http: {namespace: b, service: c, port: 80, url: 'http://x'} | spec.probes[a].http.url: unknown field",
        "name: a, http: {namespace: b, service: 'c/../../nodes', port: 80} | spec.probes[a].http.service: found",
        "name: a, http: {namespace: b, service: 'c:443', port: 80} | spec.probes[a].http.service: found",
        "name: a, http: {namespace: b, service: c, port: '80/proxy/x'} | spec.probes[a].http.port: found",
        "name: a, http: {namespace: b, service: c, port: 65536} | spec.probes[a].http.port: found '65536'; allowed: a port's number, 1 to 65535, or its name",
        "name: a, http: {namespace: b, service: c, port: 0} | spec.probes[a].http.port: found '0'",
        "name: a, http: {namespace: b, service: c, port: a-name-of-16-chr} | spec.probes[a].http.port: found",
        "name: a, http: {namespace: b, service: c, port: 80, path: healthz} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: /../../../secrets} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: /%2e%2e/%2e%2e} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: '/a#b'} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: '/a?b c'} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, path: '/a?b=%zz'} | spec.probes[a].http.path: allowed: a path",
        "name: a, http: {namespace: b, service: c, port: 80, scheme: ftp} | spec.probes[a].http.scheme: found 'ftp'; allowed: http or https",
        "name: a, http: {namespace: b, service: c, port: 80, expectStatus: 99} | expectStatus: found 99; allowed: 100 to 599",
        "name: a, expression: {apiVersion: v1, kind: Secret, namespace: b, name: c, current: 'true'} | spec.probes[a].expression.kind: is Secret; probes do not read Secrets",
        "name: a, expression: {apiVersion: v1, kind: Pod, namespace: b, name: c, current: 'statu.x'} | spec.probes[a].expression.current: line 1, column 1: undeclared reference to 'statu'",
        "name: a, expression: {apiVersion: v1, kind: Pod, namespace: b, name: c, current: 'true', failed: '('} | spec.probes[a].expression.failed: line 1",
        "name: a, expression: {apiVersion: v1/x/y, kind: Pod, name: c, current: 'true'} | spec.probes[a].expression.apiVersion: found 'v1/x/y'",
      })
  void shouldNameTheFieldOfWhatItDoesNotUnderstand(String probe, String message) {
    // when
    var probes = read("- {" + probe + "}");

    // then
    assertThat(probes).isEmpty();
    assertThat(wrong).anySatisfy(found -> assertThat(found).contains(message));
  }

  @Test
  void shouldRefuseAProbeThatIsThereTwiceAndTooMany() {
    read("- {name: a, job: {namespace: b, name: c}}\n- {name: a, job: {namespace: b, name: d}}");
    assertThat(wrong).containsExactly("spec.probes[a]: is there twice");

    wrong.clear();
    read("- {name: ready, ready: {}}\n".repeat(21));
    assertThat(wrong).containsExactly("spec.probes: 21 of them; allowed: 20");
  }

  private List<Probe> read(String yaml) {
    return new ProbeReader((field, message) -> wrong.add(field + ": " + message)).read(list(yaml));
  }

  private static JsonNode list(String yaml) {
    var text = "probes:\n" + yaml.indent(2);
    return new Documents(Limits.Yaml.STANDARD)
        .read("test", text.getBytes(StandardCharsets.UTF_8))
        .getFirst()
        .content()
        .path("probes");
  }

  @Test
  void shouldTakeWhatIsJustAllowed() {
    var probes =
        read(
            """
            - name: a
              http: {namespace: b, service: c, port: 80, scheme: https, expectStatus: 599, expectBody: "%s"}
              successes: 20
              interval: 1m
              within: 19m
            """
                .formatted("x".repeat(256)));

    assertThat(wrong).isEmpty();
    assertThat(probes.getFirst().question())
        .isEqualTo(new Question.Http("b", "c", "80", "/", true, Optional.of(599), "x".repeat(256)));
    assertThat(probes.getFirst().rhythm().successes()).isEqualTo(20);
  }

  @Test
  void shouldSayHowLongATextMayBe() {
    read(
        "- {name: a, http: {namespace: b, service: c, port: 80, expectBody: %s}}"
            .formatted("x".repeat(257)));

    assertThat(wrong)
        .containsExactly("spec.probes[a].http.expectBody: has 257 characters; allowed: 256");
  }

  @Test
  void shouldSayOfEveryKindWhatItIsAbout() {
    var object = new ObjectKey("apps", "Deployment", "shop", "web");

    assertThat(
            Stream.of(
                new Question.Ready(),
                new Question.Expression("apps/v1", object, "true", "", ""),
                new Question.Http("shop", "web", "80", "/a", false, Optional.empty(), ""),
                new Question.Job("shop", "migrate"),
                new Question.PromQl("up", Optional.empty(), Optional.empty())))
        .extracting(question -> question.kind() + " of " + question.about())
        .containsExactly(
            "ready of all that became ready",
            "expression of Deployment.apps/shop/web",
            "http of Service/shop/web:80/a",
            "job of Job.batch/shop/migrate",
            "promQL of the query");
  }
}
