package dev.headgate.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxObjectTest {

  private static final String SOURCE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: flux-system
        namespace: flux-system
        uid: u-1
        resourceVersion: "12"
        labels: {headgate.dev/gate: cluster}
        annotations: {reconcile.fluxcd.io/requestedAt: now}
        managedFields:
        - manager: flux
          fieldsV1: {"f:spec": {"f:url": {}}}
        - manager: headgate
          fieldsV1: {"f:spec": {"f:ref": {"f:commit": {}}}}
        - manager: headgate
          fieldsV1: {"f:spec": {"f:ref": {"f:commit": {}}}}
      spec: {url: "https://example.org/r", suspend: true, ref: {branch: main, commit: null}}
      status:
        artifact: {revision: "main@sha1:abc", digest: "sha256:d", url: "http://a/b.tar.gz"}
      """;

  @Test
  void shouldReadWhatIsThere() {
    // given
    var source = flux(SOURCE);

    // then
    assertThat(source.key())
        .isEqualTo(
            new ObjectKey(
                "source.toolkit.fluxcd.io", "GitRepository", "flux-system", "flux-system"));
    assertThat(source.uid()).isEqualTo("u-1");
    assertThat(source.resourceVersion()).isEqualTo("12");
    assertThat(source.text("/spec/ref/branch")).contains("main");
    assertThat(source.flag("/spec/suspend")).isTrue();
    assertThat(source.label("headgate.dev/gate")).contains("cluster");
    assertThat(source.annotation(FluxObject.REQUESTED_AT)).contains("now");
    assertThat(source.artifact().orElseThrow().revision().commit()).isEqualTo("abc");
  }

  /** A kind of somebody else's may have any form, and must not keep other objects from service. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: text\nstatus: text\n",
        "spec: [1]\nstatus: [1]\n",
        "spec: {ref: 1, suspend: perhaps, sourceRef: [a]}\nstatus: {artifact: [], conditions: {a: b}}\n",
        "spec: {ref: {commit: {a: b}}}\nstatus: {artifact: {revision: ' '}, conditions: [1, null]}\n",
      })
  void shouldReadFieldsOfOddTypesAsEmpty(String rest) {
    // given
    var odd = flux("apiVersion: a/v1\nkind: GitRepository\nmetadata: {name: a}\n" + rest);

    // then
    assertThat(odd.artifact()).isEmpty();
    assertThat(odd.text("/spec/ref/commit")).isEmpty();
    assertThat(odd.text("/spec/sourceRef/name")).isEmpty();
    assertThat(odd.flag("/spec/suspend")).isFalse();
    assertThat(odd.isFailing()).isFalse();
    assertThat(odd.condition("Ready")).isEmpty();
    assertThat(odd.spec()).isNotNull();
  }

  @Test
  void shouldReadWhatIsNotThereAsEmpty() {
    // given
    var bare = flux("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

    // then
    assertThat(bare.key()).isEqualTo(new ObjectKey("", "ConfigMap", "", "a"));
    assertThat(bare.spec()).isEmpty();
    assertThat(bare.text("/spec/ref/commit")).isEmpty();
    assertThat(bare.flag("/spec/suspend")).isFalse();
    assertThat(bare.label("a")).isEmpty();
    assertThat(bare.annotation("a")).isEmpty();
    assertThat(bare.artifact()).isEmpty();
    assertThat(bare.isFailing()).isFalse();
    assertThat(bare.owners("/f:spec")).isEmpty();
  }

  @Test
  void shouldReadNullAndObjectsAsNoText() {
    assertThat(flux(SOURCE).text("/spec/ref/commit")).isEmpty();
    assertThat(flux(SOURCE).text("/spec/ref")).isEmpty();
  }

  @Test
  void shouldNameEachOwnerOfAFieldOnce() {
    assertThat(flux(SOURCE).owners("/f:spec/f:ref/f:commit")).containsExactly("headgate");
  }

  @ParameterizedTest
  @CsvSource({
    "True,ReconciliationSucceeded,false",
    "False,BuildFailed,true",
    "False,ProgressingWithRetry,false",
    "Unknown,Progressing,false"
  })
  void shouldTellFailureFromWork(String status, String reason, boolean failing) {
    var object =
        flux(
            """
            apiVersion: v1
            kind: X
            metadata: {name: a}
            status: {conditions: [{type: Ready, status: "%s", reason: %s}]}
            """
                .formatted(status, reason));
    assertThat(object.isFailing()).isEqualTo(failing);
  }

  private static FluxObject flux(String yaml) {
    return FluxObject.of(
        new KubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class));
  }
}
