package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a HelmRelease and of what lies around it. */
class InstallationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode NONE = MissingNode.getInstance();
  private static final JsonNode READY =
      json(
          "{'metadata':{'generation':2},'status':{'observedGeneration':2,'conditions':["
              + "{'type':'Ready','status':'True','reason':'InstallSucceeded','message':'ok'}]}}");
  private static final JsonNode FAILING =
      json(
          "{'metadata':{'generation':1},'status':{'observedGeneration':1,'conditions':["
              + "{'type':'Ready','status':'False','reason':'InstallFailed','message':'context deadline exceeded'}]}}");
  private static final JsonNode KUBECONFIG = json("{'data':{'config':'YQ=='}}");

  @Test
  void shouldBeMadeWhenInstalledAndItsKubeconfigIsThere() {
    assertThat(site(READY, KUBECONFIG)).isEqualTo(new Site.Made());
  }

  @Test
  void shouldWaitForTheSecretWhichComesAtATimeOfItsOwn() {
    assertThat(site(READY, NONE))
        .isEqualTo(new Site.InMaking("it is installed; its kubeconfig Secret is not there yet"));
    assertThat(site(READY, json("{'data':{'config':''}}")))
        .isEqualTo(new Site.InMaking("it is installed; its Secret holds no kubeconfig yet"));
  }

  @Test
  void shouldNotBelieveASecretThatIsThereBeforeItIsInstalled() {
    assertThat(site(FAILING, KUBECONFIG)).isInstanceOf(Site.InMaking.class);
  }

  @Test
  void shouldNotBelieveReadyOfAnotherGeneration() {
    var stale =
        json(
            "{'metadata':{'generation':2},'status':{'observedGeneration':1,'conditions':["
                + "{'type':'Ready','status':'True','reason':'InstallSucceeded','message':'ok'}]}}");

    assertThat(site(stale, KUBECONFIG)).isInstanceOf(Site.InMaking.class);
  }

  @Test
  void shouldFailWhenFluxHasGivenUp() {
    var stalled =
        json(
            "{'status':{'conditions':[{'type':'Stalled','status':'True','reason':'RetriesExceeded',"
                + "'message':'Failed to install after 2 attempt(s)'}]}}");

    assertThat(site(stalled, NONE))
        .isEqualTo(
            new Site.Failed(
                "HelmRelease was not installed: RetriesExceeded: Failed to install after 2 attempt(s)"));
  }

  @Test
  void shouldPutTheCauseBesideWhatHelmSays() {
    var pod =
        json(
            "{'metadata':{'name':'sbx-0'},'status':{'containerStatuses':[{'state':{'waiting':"
                + "{'reason':'ImagePullBackOff','message':'no such image'}}}]}}");

    assertThat(new Installation(FAILING, NONE, List.of(pod), List.of()).site())
        .isEqualTo(
            new Site.InMaking(
                "HelmRelease InstallFailed: context deadline exceeded;"
                    + " pod sbx-0: ImagePullBackOff: no such image"));
  }

  @Test
  void shouldSayThatTheQuotaIsExhausted() {
    var event =
        json(
            "{'type':'Warning','reason':'FailedCreate','note':'pods \\\"sbx-1\\\" is forbidden: exceeded quota: sandbox'}");

    assertThat(new Installation(FAILING, NONE, List.of(), List.of(event)).site().toString())
        .contains("exceeded quota: sandbox");
  }

  @Test
  void shouldTellAHostRejectionFromAPassingSyncError() {
    // given
    var pending = json("{'metadata':{'uid':'p1'},'status':{'phase':'Pending'}}");
    var running =
        json("{'metadata':{'uid':'p1'},'spec':{'nodeName':'n'},'status':{'phase':'Running'}}");
    var rejected =
        json(
            "{'reason':'SyncError','regarding':{'uid':'p1','kind':'Pod','namespace':'shop','name':'web'},"
                + "'note':'Error syncing to host cluster: create object: pods web-x is forbidden: exceeded quota: sandbox'}");
    var passing =
        json(
            "{'reason':'SyncError','regarding':{'uid':'p1'},"
                + "'note':'Error syncing to host cluster: patch host object: the object has been modified'}");

    // then
    assertThat(HostRejections.first(List.of(rejected), List.of(pending)))
        .contains(
            "the host does not let the sandbox have Pod shop/web:"
                + " pods web-x is forbidden: exceeded quota: sandbox");
    assertThat(HostRejections.first(List.of(passing), List.of(pending))).isEmpty();
    assertThat(HostRejections.first(List.of(rejected), List.of(running))).isEmpty();
  }

  @Test
  void shouldSayWhyANamespaceDoesNotGo() {
    var namespace =
        json(
            "{'metadata':{'name':'hg-sbx-1'},'status':{'phase':'Terminating','conditions':["
                + "{'type':'NamespaceFinalizersRemaining','status':'True','message':'Some content has finalizers: a/b in 1 instances'},"
                + "{'type':'NamespaceDeletionDiscoveryFailure','status':'False','message':'all fine'}]}}");

    assertThat(Terminating.why(namespace))
        .startsWith(
            "namespace hg-sbx-1 is being deleted and waits: Some content has finalizers: a/b in 1 instances")
        .doesNotContain("all fine");
  }

  private static Site site(JsonNode release, JsonNode secret) {
    return new Installation(release, secret, List.of(), List.of()).site();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Test
  void shouldWaitForTheRelease() {
    assertThat(site(NONE, NONE)).isEqualTo(new Site.InMaking("its HelmRelease is not there yet"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no node takes it | 'conditions':[{'type':'PodScheduled','status':'False','message':'full'}] | ; pod sbx-0: full",
        "it is scheduled | 'conditions':[{'type':'PodScheduled','status':'True','message':'full'}] | ~~",
        "it is not ready | 'conditions':[{'type':'Ready','status':'False','message':'full'}] | ~~",
        "its init container is stuck | 'initContainerStatuses':[{'state':{'waiting':{'reason':'ErrImagePull','message':'no'}}}] | ; pod sbx-0: ErrImagePull: no",
        "it is being created | 'containerStatuses':[{'state':{'waiting':{'reason':'ContainerCreating','message':'a'}}}] | ~~",
        "it runs | 'containerStatuses':[{'state':{'running':{}}}] | ~~",
      })
  void shouldSayWhatKeepsAPodFromRunning(String what, String status, String cause) {
    var pod = json("{'metadata':{'name':'sbx-0'},'status':{%s}}".formatted(status));

    assertThat(new Installation(FAILING, NONE, List.of(pod), List.of()).site())
        .isEqualTo(
            new Site.InMaking("HelmRelease InstallFailed: context deadline exceeded" + cause));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'Normal','reason':'FailedCreate','note':'a'}",
        "{'type':'Warning','reason':'BackOff','note':'a'}",
        "{'type':'Warning','reason':'FailedCreate','note':''}",
      })
  void shouldNotTakeEveryEventForACause(String event) {
    assertThat(new Installation(FAILING, NONE, List.of(), List.of(json(event))).site())
        .isEqualTo(new Site.InMaking("HelmRelease InstallFailed: context deadline exceeded"));
  }
}
