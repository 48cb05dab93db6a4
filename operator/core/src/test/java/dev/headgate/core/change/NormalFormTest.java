package dev.headgate.core.change;

import static dev.headgate.core.change.Samples.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalFormTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "key order                | {'spec':{'a':1,'b':2}}            | {'spec':{'b':2,'a':1}}",
        "how a number is written  | {'spec':{'a':1}}                  | {'spec':{'a':1.0}}",
        "an exponent              | {'spec':{'a':1000}}               | {'spec':{'a':1e3}}",
        "null is absent           | {'spec':{'a':null,'b':1}}         | {'spec':{'b':1}}",
        "status                   | {'status':{'replicas':1}}         | {}",
        "an exponent below one    | {'spec':{'a':0.001}}              | {'spec':{'a':1e-3}}",
        "zero                     | {'spec':{'a':0}}                  | {'spec':{'a':0.0}}",
        "an empty resources       | {'spec':{'resources':{}}}         | {'spec':{}}",
      })
  void shouldBeTheSameWhateverTheSpelling(String name, String one, String other) {
    assertThat(digest("apps/v1", "Deployment", one))
        .isEqualTo(digest("apps/v1", "Deployment", other));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a string is no number    | {'spec':{'a':'1'}}     | {'spec':{'a':1}}",
        "the order of a list      | {'spec':{'a':[1,2]}}   | {'spec':{'a':[2,1]}}",
        "an empty selector        | {'spec':{'podSelector':{}}} | {'spec':{}}",
        "an enabled subresource   | {'spec':{'subresources':{'status':{}}}} | {'spec':{'subresources':{}}}",
        "a null in chart values   | {'spec':{'values':{'a':null}}} | {'spec':{'values':{}}}",
      })
  void shouldDifferWhereTheServerWouldStoreSomethingElse(String name, String one, String other) {
    assertThat(digest("helm.toolkit.fluxcd.io/v2", "HelmRelease", one))
        .isNotEqualTo(digest("helm.toolkit.fluxcd.io/v2", "HelmRelease", other));
  }

  @Test
  void shouldSeeAChangedSecretValueWithoutShowingIt() {
    var before = secret("{'data':{'password':'aHVudGVyMg=='}}");
    var after = secret("{'data':{'password':'aHVudGVyMw=='}}");

    assertThat(NormalForm.digest(before)).isNotEqualTo(NormalForm.digest(after));
    assertThat(NormalForm.of(before).toString()).doesNotContain("hunter2", "aHVudGVyMg");
    assertThat(FieldDiff.paths(NormalForm.of(before), NormalForm.of(after)))
        .containsExactly("data.password");
  }

  @Test
  void shouldReadStringDataAsData() {
    assertThat(NormalForm.digest(secret("{'data':{'password':'aHVudGVyMg=='}}")))
        .isEqualTo(NormalForm.digest(secret("{'stringData':{'password':'hunter2'}}")));
  }

  @Test
  void shouldNotShowASecretThroughTheAnnotationOfKubectl() {
    var secret =
        manifest(
            """
            {'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','annotations':
            {'kubectl.kubernetes.io/last-applied-configuration':'hunter2'}}}
            """);

    assertThat(NormalForm.of(secret).toString()).doesNotContain("hunter2");
  }

  @Test
  void shouldNotSeeWhatAChartRepeatsOrMakesAnew() {
    // given
    var deployment =
        """
        {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','labels':
        {'helm.sh/chart':'d-%1$s','app.kubernetes.io/version':'%1$s'}},'spec':{'template':
        {'metadata':{'labels':{'helm.sh/chart':'d-%1$s'}}}}}
        """;
    var certificate =
        "{'apiVersion':'v1','kind':'Secret','type':'kubernetes.io/tls','metadata':{'name':'c'},"
            + "'data':{'tls.key':'%s'}}";

    // then
    assertThat(NormalForm.digest(ofChart(deployment.formatted("1"))))
        .isEqualTo(NormalForm.digest(ofChart(deployment.formatted("2"))));
    assertThat(NormalForm.digest(manifest(deployment.formatted("1"))))
        .isNotEqualTo(NormalForm.digest(manifest(deployment.formatted("2"))));
    assertThat(NormalForm.digest(ofChart(certificate.formatted("YQ=="))))
        .isEqualTo(NormalForm.digest(ofChart(certificate.formatted("Yg=="))));
    assertThat(NormalForm.digest(manifest(certificate.formatted("YQ=="))))
        .isNotEqualTo(NormalForm.digest(manifest(certificate.formatted("Yg=="))));
  }

  @Test
  void shouldSeeAChangedVersionInTheSelectorOfAChart() {
    var deployment =
        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},"
            + "'spec':{'selector':{'matchLabels':{'helm.sh/chart':'d-%s'}}}}";

    assertThat(NormalForm.digest(ofChart(deployment.formatted("1"))))
        .isNotEqualTo(NormalForm.digest(ofChart(deployment.formatted("2"))));
  }

  private static Manifest ofChart(String text) {
    var plain = manifest(text);
    var origin = new Origin("flux-system/apps", "r.yaml", "HelmRelease/web/d", true);
    return new Manifest(plain.key(), plain.apiVersion(), plain.content(), origin, true);
  }

  @Test
  void shouldMaskWhatIsInjectedOrRepeated() {
    var webhook =
        """
        {'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingWebhookConfiguration',
        'metadata':{'name':'w','annotations':{'checksum/config':'%s'}},
        'webhooks':[{'clientConfig':{'caBundle':'%s'}}]}
        """;

    assertThat(NormalForm.digest(manifest(webhook.formatted("a", "b"))))
        .isEqualTo(NormalForm.digest(manifest(webhook.formatted("c", "d"))))
        .isNotEqualTo(
            NormalForm.digest(manifest(webhook.formatted("a", "b").replace("'w'", "'x'"))));
  }

  @Test
  void shouldNotMaskACaBundleOfAnythingElse() {
    assertThat(digest("example.org/v1", "Thing", "{'spec':{'caBundle':'a'}}"))
        .isNotEqualTo(digest("example.org/v1", "Thing", "{'spec':{'caBundle':'b'}}"));
  }

  private static Digest digest(String apiVersion, String kind, String rest) {
    return NormalForm.digest(
        manifest(
            rest.replaceFirst(
                "\\{",
                "{'apiVersion':'%s','kind':'%s','metadata':{'name':'x'}%s"
                    .formatted(apiVersion, kind, rest.equals("{}") ? "" : ","))));
  }

  private static Manifest secret(String rest) {
    return manifest(
        rest.replaceFirst("\\{", "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s'},"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "what the server adds | {'resourceVersion':'1','uid':'a'} | same",
        "no labels            | {'labels':{},'finalizers':[]}     | same",
        "labels that are null | {'labels':null}                   | same",
        "a label              | {'labels':{'a':'b'}}              | other",
        "an annotation        | {'annotations':{'a':'b'}}         | other",
        "a checksum's value   | {'annotations':{'checksum/a':'b'}} | other",
      })
  void shouldSeeOfMetadataWhatItsAuthorWrote(String name, String metadata, String seen) {
    var thing = "{'apiVersion':'example.org/v1','kind':'Thing','metadata':{'name':'x'}}";
    var edited = thing.replace("'name':'x'", "'name':'x'," + metadata.replaceAll("^\\{|}$", ""));

    assertThat(NormalForm.digest(manifest(edited)).equals(NormalForm.digest(manifest(thing))))
        .isEqualTo(seen.equals("same"));
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, true", "rbac.authorization.k8s.io/v1, true",
    "gateway.networking.k8s.io/v1, false", "example.org/v1, false"
  })
  void shouldTakeNullForAbsentWhereKubernetesDoes(String apiVersion, boolean absent) {
    assertThat(digest(apiVersion, "Thing", "{'a':null}").equals(digest(apiVersion, "Thing", "{}")))
        .isEqualTo(absent);
  }

  @Test
  void shouldTellSecretsApartThatAreNoBase64() {
    assertThat(NormalForm.digest(secret("{'data':{'a':'!'}}")))
        .isNotEqualTo(NormalForm.digest(secret("{'data':{'a':'?'}}")));
  }
}
