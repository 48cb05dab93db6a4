package dev.headgate.runtime.status;

import static dev.headgate.runtime.status.Statuses.aProof;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

  private static final String PATH =
      "/apis/headgate.dev/v1alpha1/namespaces/web/changerequests/app-1/status"
          + "?fieldManager=headgate&force=true";

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final KubernetesClient client;
  private final StatusWriter<ChangeRequestSpec, ChangeRequestStatus, ChangeRequest> writer;

  StatusWriterTest() {
    server.init();
    client = server.createClient();
    writer = new StatusWriter<>(new ServerSideApply(client), ChangeRequest::new);
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  @Test
  void shouldReadItsOwnWriteUntilTheCacheHasIt() {
    // given
    answer(7, aProof().status());
    writer.write(request(6, null), aProof().status());

    // then
    assertThat(writer.current(request(6, null)).getStatus()).isEqualTo(aProof().status());
    assertThat(writer.current(request(7, aProof().status())).getStatus())
        .isEqualTo(aProof().status());
    assertThat(writer.current(request(6, null)).getStatus())
        .as("forgotten once the cache had it")
        .isNull();
  }

  @Test
  void shouldNotPreferItsOwnWriteToSomethingNewer() {
    // given
    answer(7, aProof().status());
    writer.write(request(6, null), aProof().status());
    var newer = aProof().judged(Result.FAILED, "ChecksFailed").status();

    // then
    assertThat(writer.current(request(9, newer)).getStatus()).isEqualTo(newer);
  }

  @Test
  void shouldNotShowItsWriteOnAnObjectOfTheSameNameThatWasMadeAnew() {
    // given
    answer(7, aProof().status());
    writer.write(request(6, null), aProof().status());
    var anew = request(5, null);
    anew.getMetadata().setUid("uid-2");

    // then
    assertThat(writer.current(anew).getStatus()).isNull();
  }

  @Test
  void shouldNotWriteWhatIsThereAlready() {
    assertThat(writer.write(request(6, aProof().status()), aProof().status())).isFalse();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void shouldSendNothingButItsStatusAndWhichObjectItIsOf() throws InterruptedException {
    // given
    answer(7, aProof().status());

    // when
    assertThat(writer.write(request(6, null), aProof().status())).isTrue();

    // then
    var sent = requireNonNull(server.getLastRequest()).getBody().readUtf8();
    assertThat(sent)
        .contains("\"uid\":\"uid-1\"")
        .doesNotContain("resourceVersion")
        .doesNotContain("\"spec\"");
  }

  @Test
  void shouldNameTheVersionOfItsOwnWriteWhereTheCacheHasNotSeenIt() throws InterruptedException {
    // given
    answer(7, aProof().status());
    writer.writeIfUnchanged(request(6, null), aProof().status());

    // when
    var newer = aProof().judged(Result.FAILED, "ChecksFailed").status();
    writer.writeIfUnchanged(writer.current(request(6, null)), newer);

    // then
    var sent = requireNonNull(server.getLastRequest()).getBody().readUtf8();
    assertThat(sent).contains("\"resourceVersion\":\"7\"");
  }

  private void answer(int version, ChangeRequestStatus status) {
    server.expect().patch().withPath(PATH).andReturn(200, request(version, status)).always();
  }

  private static ChangeRequest request(int version, @Nullable ChangeRequestStatus status) {
    var request = new ChangeRequest();
    request.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("web")
            .withName("app-1")
            .withUid("uid-1")
            .withResourceVersion(String.valueOf(version))
            .build());
    request.setStatus(status);
    return request;
  }
}
