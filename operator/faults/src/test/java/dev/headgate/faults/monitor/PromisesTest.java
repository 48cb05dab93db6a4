package dev.headgate.faults.monitor;

import static dev.headgate.faults.monitor.Given.ONE;
import static dev.headgate.faults.monitor.Given.PASSWORD;
import static dev.headgate.faults.monitor.Given.TWO;
import static dev.headgate.faults.monitor.Given.adopted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.faults.proxy.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A monitor that cannot complain is no monitor: each rule is seen doing so, and not doing so. */
class PromisesTest {

  @Test
  void shouldComplainOfAVerdictThatChangesOrGoes() {
    assertThat(
            new Given().proof("Passed", TWO).proof("Passed", TWO).violationsOf(new VerdictsStay()))
        .isEmpty();
    assertThat(
            new Given().proof("Failed", TWO).proof("Passed", TWO).violationsOf(new VerdictsStay()))
        .singleElement()
        .asString()
        .contains("Failed", "Passed");
    assertThat(
            new Given()
                .proof("Failed", TWO)
                .host("changerequests", "proof", "status: {}")
                .violationsOf(new VerdictsStay()))
        .hasSize(1);
  }

  @Test
  void shouldComplainOfTwoSandboxesForOneChangeAndOfWhatIsLeft() {
    assertThat(
            new Given()
                .host("changesandboxes", "one", "spec: {changeRequest: {uid: change}}")
                .gone("changesandboxes", "one")
                .host("leases", "one", "spec: {holderIdentity: change}")
                .gone("leases", "one")
                .violationsOf(new OneSandbox()))
        .isEmpty();
    assertThat(
            new Given()
                .host("changesandboxes", "one", "spec: {changeRequest: {uid: change}}")
                .host("changesandboxes", "two", "spec: {changeRequest: {uid: change}}")
                .gone("changesandboxes", "one")
                .gone("changesandboxes", "two")
                .violationsOf(new OneSandbox()))
        .singleElement()
        .asString()
        .startsWith("2 changesandboxes for one ChangeRequest");
    assertThat(
            new Given()
                .host("leases", "one", "spec: {holderIdentity: change}")
                .violationsOf(new OneSandbox()))
        .singleElement()
        .asString()
        .startsWith("left in the end");
    assertThat(
            new Given()
                .host("changesandboxes", "one", "spec: {changeRequest: {uid: change}}")
                .violationsOf(new OneSandbox()))
        .hasSize(1);
  }

  @Test
  void shouldComplainOfTwoChangesInOneSandbox() {
    var violations =
        new Given()
            .sandbox("configmaps", "one", "metadata: {labels: {headgate.dev/change: a}}")
            .sandbox("configmaps", "two", "metadata: {labels: {headgate.dev/change: b}}")
            .violationsOf(new OneSandbox());

    assertThat(violations)
        .hasSize(2)
        .anySatisfy(words -> assertThat(words).startsWith("2 changes are in one sandbox"))
        .anySatisfy(words -> assertThat(words).startsWith("left in the sandbox"));
  }

  @Test
  void shouldComplainOfAWriteThatIsNotAllowed() {
    var source = call("PATCH", "source.toolkit.fluxcd.io", "gitrepositories", "flux-system", "");

    assertThat(new Given().asked(200, source).violationsOf(new WritesAreAllowed())).isEmpty();
    assertThat(
            new Given()
                .asked(
                    200,
                    call(
                        "DELETE", "source.toolkit.fluxcd.io", "gitrepositories", "flux-system", ""))
                .asked(
                    200, call("PATCH", "source.toolkit.fluxcd.io", "gitrepositories", "other", ""))
                .asked(200, call("PATCH", "", "secrets", "any", ""))
                .asked(200, call("PUT", "headgate.dev", "changerequests", "proof", ""))
                .asked(200, call("PATCH", "headgate.dev", "changeapprovals", "any", "status"))
                .asked(201, call("POST", "", "configmaps", "headgate-dry-run-self-test", ""))
                .violationsOf(new WritesAreAllowed()))
        .hasSize(6);
    assertThat(
            new Given()
                .asked(403, call("POST", "", "configmaps", "headgate-dry-run-self-test", ""))
                .violationsOf(new WritesAreAllowed()))
        .isEmpty();
  }

  @Test
  void shouldComplainOfADeleteWithoutAUid() {
    var violations =
        new Given()
            .asked(200, call("DELETE", "headgate.dev", "changesandboxes", "sbx", ""))
            .violationsOf(new DeletesNameTheUid());

    assertThat(violations).singleElement().asString().startsWith("a delete without a UID");
    assertThat(new Given().asked(200, delete("sbx", "uid")).violationsOf(new DeletesNameTheUid()))
        .isEmpty();
    assertThat(new Given().asked(200, delete("", "uid")).violationsOf(new DeletesNameTheUid()))
        .singleElement()
        .asString()
        .startsWith("a delete of all that match");
  }

  @Test
  void shouldComplainOfASecretInAnObjectOrALine() {
    var base64 = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));

    assertThat(
            new Given()
                .host("events", "one", "note: nothing")
                .sandbox("secrets", "one", "data: {password: %s}".formatted(base64))
                .says("nothing")
                .violationsOf(new SecretsStaySecret()))
        .isEmpty();
    assertThat(
            new Given()
                .host("events", "one", "note: it was " + PASSWORD)
                .host("changerequests", "one", "status: {why: '%s'}".formatted(base64))
                .says("IllegalStateException: " + PASSWORD)
                .violationsOf(new SecretsStaySecret()))
        .hasSize(3);
  }

  @Test
  void shouldComplainOfAGateThatSaysWhatIsNotSo() {
    var at = "status: {state: %s, live: 'm@sha1:%s', head: {revision: 'm@sha1:%s'}}";

    assertThat(adopted().gate(at.formatted("Open", ONE, ONE)).violationsOf(new UnknownIsClosed()))
        .isEmpty();
    assertThat(adopted().gate(at.formatted("Held", TWO, TWO)).violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .contains("says " + TWO + " is live");
    assertThat(adopted().gate(at.formatted("Open", ONE, TWO)).violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .contains("is Open at " + ONE);
    assertThat(
            adopted()
                .gate("status: {pin: {revision: 'm@sha1:%s'}}".formatted(TWO))
                .violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .contains("is on its way");
    assertThat(
            adopted()
                .gate("status: {history: [{revision: 'm@sha1:%s'}]}".formatted(TWO))
                .violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .contains("was live");
  }

  @Test
  void shouldComplainOfAProofThatPassesWithoutHavingLooked() {
    assertThat(
            new Given()
                .host("changerequests", "proof", "status: {verdict: {result: Passed}}")
                .violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .endsWith("passed without checks");
    assertThat(new Given().needsSandbox().proof("Passed", TWO).violationsOf(new UnknownIsClosed()))
        .singleElement()
        .asString()
        .endsWith("nothing of it was in the sandbox");
    assertThat(
            new Given()
                .needsSandbox()
                .sandbox(
                    "configmaps", "one", "metadata: {labels: {headgate.dev/change: uid-of-proof}}")
                .proof("Passed", TWO)
                .violationsOf(new UnknownIsClosed()))
        .isEmpty();
    assertThat(
            new Given()
                .needsSandbox()
                .proof("Passed", TWO)
                .sandbox(
                    "configmaps", "one", "metadata: {labels: {headgate.dev/change: uid-of-proof}}")
                .violationsOf(new UnknownIsClosed()))
        .hasSize(1);
  }

  private static Call delete(String name, String uid) {
    return new Call(
        "operator-1",
        "host",
        "DELETE",
        "headgate.dev",
        "changesandboxes",
        "",
        "faults",
        name,
        false,
        false,
        uid);
  }

  private static Call call(
      String method, String group, String resource, String name, String subresource) {
    return new Call(
        "operator-1",
        "host",
        method,
        group,
        resource,
        subresource,
        "faults",
        name,
        false,
        false,
        "");
  }
}
