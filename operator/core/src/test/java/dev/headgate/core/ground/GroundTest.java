package dev.headgate.core.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.ground.Copies.Named;
import dev.headgate.core.probe.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTest {

  private static final ObjectKey CREDENTIALS = secret("shop", "credentials");
  private static final String CANARY = "canary-value";
  private static final Copies FACTS = new Copies("flux/p", "flux", true, List.of(), false, false);

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          spec:
            priorityClassName: important
            imagePullSecrets: [{name: registry}]
            containers:
            - name: app
              image: web:%s
              env:
              - {name: A, valueFrom: {secretKeyRef: {name: credentials, key: password}}}
              - {name: B, valueFrom: {secretKeyRef: {name: maybe, key: b, optional: true}}}
              envFrom: [{secretRef: {name: all}}]
            volumes:
            - {name: v, secret: {secretName: credentials, items: [{key: ca.crt, path: ca}]}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the labels of its namespace | Namespace/shop",
        "the class of its pods | PriorityClass.scheduling.k8s.io/important",
        "the class of its volumes | StorageClass.storage.k8s.io/fast",
        "the class of its Ingress | IngressClass.networking.k8s.io/internal",
        "the class of its Gateway | GatewayClass.gateway.networking.k8s.io/envoy",
        "the definition of its kind | CustomResourceDefinition.apiextensions.k8s.io/gateways.gateway.networking.k8s.io",
      })
  void shouldAskTheHostForWhatObjectsNeedAndNeitherRevisionBrings(String what, String key) {
    // given
    var scope = scope(WEB.formatted("1"), WEB.formatted("2") + "---" + OTHERS);

    // when
    var wanted = wanted(scope, FACTS);

    // then
    assertThat(wanted.keys()).extracting(ObjectKey::toString).as(what).contains(key);
  }

  private static final String OTHERS =
      """

      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {storageClassName: fast}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: shop}
      spec: {ingressClassName: internal}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: web, namespace: shop}
      spec: {gatewayClassName: envoy}
      """;

  @Test
  void shouldNotAskForWhatARevisionBringsItself() {
    // given
    var brings =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: important}
        ---
        """;

    // when
    var wanted = wanted(scope("", brings + WEB.formatted("1")), FACTS);

    // then
    assertThat(wanted.isEmpty()).isTrue();
  }

  @Test
  void shouldAskForNoMoreThanTheLimitAndSayHowManyAreMissing() {
    // given
    var many = new StringBuilder();
    for (int i = 0; i < Limits.HOST_FACTS + 3; i++) {
      many.append(
          "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: n%d}\n"
              .formatted(i));
    }
    var scope = scope("", many.toString());

    // when
    var wanted = wanted(scope, FACTS);

    // then
    assertThat(wanted.keys()).hasSize(Limits.HOST_FACTS);
    assertThat(Ground.of(scope, FACTS, wanted, Map.of()).notCopied())
        .extracting(Gap::reason)
        .contains("3 more objects of the host were not looked for; at most 200 are");
  }

  @Test
  void shouldCopyWithoutWhatTiesAnObjectToTheHost() {
    // given
    var scope = scope("", WEB.formatted("1"));
    var host =
        json(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: shop
              uid: "1"
              finalizers: [x]
              ownerReferences: [{name: y}]
              annotations: {helm.sh/hook: pre-install, other: z}
              labels: {tier: gold, kustomize.toolkit.fluxcd.io/name: apps, kubernetes.io/metadata.name: shop}
            status: {phase: Active}
            """);

    // when
    var ground = ground(scope, FACTS, Map.of(namespace("shop"), new Fact.Found(host)));

    // then
    assertThat(ground.manifests().get(namespace("shop")).orElseThrow().content())
        .isEqualTo(
            json(
                """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {tier: gold}}
                """));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "in the pool's namespace, real | shop | - | true | Opaque | canary-value",
        "in the pool's namespace, not real | shop | - | false | Opaque | placeholder",
        "elsewhere, and it agrees | flux | other/p, flux/p | true | Opaque | canary-value",
        "elsewhere, and it agrees to another pool | flux | flux/p2 | true | Opaque | -",
        "elsewhere, and it says nothing | flux | - | true | Opaque | -",
        "a token of the host | shop | - | true | kubernetes.io/service-account-token | -",
      })
  void shouldCopyASecretAsThePoolSaysAndItsOwnerAgrees(
      String what, String home, String agreement, boolean real, String type, String value) {
    // given
    var scope = scope("", WEB.formatted("1"));
    var copies =
        new Copies(home + "/p", home, false, List.of(new Named(CREDENTIALS, real)), false, false);
    var host = secretOfHost(type, agreement);

    // when
    var ground = ground(scope, copies, Map.of(CREDENTIALS, new Fact.Found(host)));

    // then
    assertThat(ground.manifests().get(CREDENTIALS).map(GroundTest::password).orElse(null))
        .isEqualTo(value);
    assertThat(ground.notCopied()).hasSize(value == null ? 1 : 0);
    assertThat(ground.placeholders().contains(CREDENTIALS)).isEqualTo("placeholder".equals(value));
    assertThat(ground.notCopied().toString()).doesNotContain(CANARY);
  }

  @Test
  void shouldPlaySecretsThatNobodyBringsWithTheKeysThatAreAskedFor() {
    // given
    var copies = new Copies("flux/p", "flux", false, List.of(), true, false);
    var scope = scope(WEB.formatted("1"), WEB.formatted("2"));

    // when
    var ground = ground(scope, copies, Map.of());

    // then
    assertThat(ground.manifests().all())
        .extracting(
            one -> one.key().name(), one -> one.content().path("type").asText(), GroundTest::keys)
        .containsExactly(
            tuple("all", "Opaque", List.of()),
            tuple("credentials", "Opaque", List.of("ca.crt", "password")),
            tuple("registry", "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson")));
    assertThat(ground.gaps(ChangeSet.between(scope.live(), scope.candidate())))
        .containsExactly(
            new Gap(
                Gap.Kind.PLACEHOLDER,
                "Deployment.apps/shop/web",
                "it ran with placeholders in place of the values of Secret/shop/all,"
                    + " Secret/shop/credentials, Secret/shop/registry"));
  }

  @Test
  void shouldSayOfWhichObjectsOfTheHostTheSandboxHasNone() {
    // given
    var absent = new ObjectKey("", "ConfigMap", "flux", "gone");
    var copies = new Copies("flux/p", "flux", true, List.of(new Named(absent, true)), false, false);

    // when
    var ground =
        ground(
            scope("", WEB.formatted("1")),
            copies,
            Map.of(
                absent,
                new Fact.Absent(),
                namespace("shop"),
                new Fact.Unreadable("Headgate lacks the right to read it")));

    // then
    assertThat(ground.notCopied())
        .contains(
            new Gap(
                Gap.Kind.NOT_COPIED,
                "ConfigMap/flux/gone",
                "the pool names it, and it is not there"),
            new Gap(Gap.Kind.NOT_COPIED, "Namespace/shop", "Headgate lacks the right to read it"));
  }

  @Test
  void shouldLieUnderBothRevisionsAndOverNeither() {
    // given
    var scope = scope(WEB.formatted("1"), WEB.formatted("2"));
    var host = json("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");

    // when
    var under = ground(scope, FACTS, Map.of(namespace("shop"), new Fact.Found(host))).under(scope);

    // then
    assertThat(under.live().get(namespace("shop"))).isPresent();
    assertThat(under.candidate().get(namespace("shop"))).isPresent();
    assertThat(under.candidate().size()).isEqualTo(2);
  }

  private static Ground ground(Scope scope, Copies copies, Map<ObjectKey, Fact> said) {
    var wanted = wanted(scope, copies);
    var facts = new HashMap<ObjectKey, Fact>();
    wanted.keys().forEach(key -> facts.put(key, new Fact.Absent()));
    facts.putAll(said);
    return Ground.of(scope, copies, wanted, facts);
  }

  private static Wanted wanted(Scope scope, Copies copies) {
    return Wanted.of(
        scope,
        copies,
        kind ->
            kind.equals("gateway.networking.k8s.io/Gateway")
                ? Optional.of("gateways.gateway.networking.k8s.io")
                : Optional.empty());
  }

  private static Scope scope(String live, String candidate) {
    return new Scope(Manifests.of(read(live)), Manifests.of(read(candidate)));
  }

  private static List<Manifest> read(String yaml) {
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(new Origin("flux/shop", "shop.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode json(String yaml) {
    return read(yaml).getFirst().content();
  }

  private static ObjectNode secretOfHost(String type, String agreement) {
    return json(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: credentials, namespace: shop, annotations: {headgate.dev/copy-to: "%s"}}
        type: %s
        data: {password: %s}
        """
            .formatted(agreement == null ? "" : agreement, type, encoded(CANARY)));
  }

  private static String password(Manifest manifest) {
    return new String(
        Base64.getDecoder().decode(manifest.content().at("/data/password").asText()),
        StandardCharsets.UTF_8);
  }

  private static List<String> keys(Manifest secret) {
    return secret.content().path("data").propertyStream().map(Map.Entry::getKey).toList();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectKey namespace(String name) {
    return new ObjectKey("", "Namespace", "", name);
  }

  private static ObjectKey secret(String namespace, String name) {
    return new ObjectKey("", "Secret", namespace, name);
  }

  @Test
  void shouldFindWhatEveryKindOfObjectNames() {
    // given
    var objects =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a, namespace: shop}
        spec:
          runtimeClassName: gvisor
          volumes: [{projected: {sources: [{secret: {name: projected, items: [{key: k}]}}]}}]
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: a, namespace: shop}
        spec: {volumeClaimTemplates: [{spec: {storageClassName: slow}}]}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: a, namespace: shop}
        spec: {jobTemplate: {spec: {template: {spec: {initContainers: [{envFrom: [{secretRef: {name: cron}}]}]}}}}}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: a, namespace: shop}
        imagePullSecrets: [{name: pull}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: a, namespace: shop}
        spec: {tls: [{secretName: ingress}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: a, namespace: shop}
        spec:
          listeners:
          - tls: {certificateRefs: [{name: gateway}, {name: far, namespace: certs}, {kind: ConfigMap, name: no}]}
        """;

    // when
    var references = References.of(read(objects));

    // then
    assertThat(references.classes())
        .extracting(ObjectKey::toString)
        .containsExactlyInAnyOrder(
            "RuntimeClass.node.k8s.io/gvisor", "StorageClass.storage.k8s.io/slow");
    assertThat(references.secrets())
        .containsOnly(
            entry(secret("shop", "projected"), need(SecretNeed.OPAQUE, "k")),
            entry(secret("shop", "cron"), need(SecretNeed.OPAQUE)),
            entry(secret("shop", "pull"), need(SecretNeed.REGISTRY, ".dockerconfigjson")),
            entry(secret("shop", "ingress"), need(SecretNeed.TLS, "tls.crt", "tls.key")),
            entry(secret("shop", "gateway"), need(SecretNeed.TLS, "tls.crt", "tls.key")),
            entry(secret("certs", "far"), need(SecretNeed.TLS, "tls.crt", "tls.key")));
  }

  private static SecretNeed need(String type, String... keys) {
    return new SecretNeed(type, new TreeSet<>(List.of(keys)));
  }
}
