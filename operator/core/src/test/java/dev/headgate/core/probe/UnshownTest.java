package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnshownTest {

  @ParameterizedTest(name = "{0}/{1} {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''|Service|{spec: {type: 'LoadBalancer', n: N}}|no sandbox has its load balancer, so nobody came in from outside",
        "''|Service|{spec: {type: 'ClusterIP', n: N}}|-",
        "networking.k8s.io|Ingress|{spec: {n: N}}|no traffic came in from outside",
        "''|PersistentVolumeClaim|{spec: {n: N}}|its volume was empty there: what becomes of its data is not known",
        "apps|DaemonSet|{spec: {n: N}}|it ran on the sandbox's nodes, not on the host's",
        "apps|StatefulSet|{spec: {n: N, volumeClaimTemplates: [{}]}}|it ran on empty volumes: what it does to its data is not known",
        "apps|Deployment|{spec: {n: N, template: {spec: {volumes: [{persistentVolumeClaim: {}}]}}}}|it ran on empty volumes: what it does to its data is not known",
        "apps|Deployment|{spec: {n: N, template: {spec: {volumes: [{emptyDir: {}}]}}}}|-",
        "batch|CronJob|{spec: {n: N}}|its next run was not waited for",
        "admissionregistration.k8s.io|ValidatingWebhookConfiguration|{n: N, webhooks: [{clientConfig: {url: 'https://x'}}]}|it calls a service outside of the sandbox",
        "admissionregistration.k8s.io|MutatingWebhookConfiguration|{n: N, webhooks: [{clientConfig: {service: {}}}]}|-",
      })
  void shouldTellWhatNoSandboxShowsOfAChangedObject(
      String group, String kind, String content, String why) {
    // given
    var live = of(group, kind, content.replace("N", "1"));
    var candidate = of(group, kind, content.replace("N", "2"));

    // when
    var gaps = Unshown.gaps(ChangeSet.between(live, candidate), live.byKey().keySet());

    // then
    assertThat(gaps)
        .isEqualTo(
            why == null
                ? List.of()
                : List.of(
                    new Gap(Gap.Kind.NOT_EXERCISED, live.byKey().firstKey().toString(), why)));
  }

  @Test
  void shouldNotMissDataOfAVolumeThatIsNew() {
    // given
    var candidate = of("", "PersistentVolumeClaim", "{spec: {}}");

    // when
    var gaps =
        Unshown.gaps(ChangeSet.between(Manifests.NONE, candidate), candidate.byKey().keySet());

    // then
    assertThat(gaps).isEmpty();
  }

  @Test
  void shouldLeaveWhatTheSandboxDidNotTakeToThoseWhoSayThat() {
    // given
    var candidate = of("apps", "DaemonSet", "{spec: {}}");

    // when
    var gaps = Unshown.gaps(ChangeSet.between(Manifests.NONE, candidate), Set.of());

    // then
    assertThat(gaps).isEmpty();
  }

  @Test
  void shouldBeAmongTheGapsOfARunThatWentWell() {
    // given
    var candidate = of("apps", "DaemonSet", "{spec: {}}");
    var key = candidate.byKey().firstKey();
    var nothing = new Side(Map.of(), Set.of(), Map.of(), List.of(), Set.of());
    var ready =
        new Side(Map.of(key, new Health.Current()), Set.of(), Map.of(), List.of(), Set.of());

    // when
    var run =
        Weighing.weigh(ChangeSet.between(Manifests.NONE, candidate), List.of(), nothing, ready);

    // then
    assertThat(run.gaps()).extracting(Gap::subject).containsExactly(key.toString());
  }

  private static Manifests of(String group, String kind, String content) {
    var key = new ObjectKey(group, kind, "shop", "one");
    var object = json(content);
    return Manifests.of(
        List.of(new Manifest(key, group + "/v1", object, new Origin("flux/a", "a.yaml"), true)));
  }
}
