package dev.headgate.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final String OWN = "/apis/headgate.dev/v1alpha1";

  @Test
  void shouldReadAnObjectOfAGroup() {
    var call = call("PATCH", OWN + "/namespaces/faults/promotiongates/cluster/status", "", "");

    assertThat(call.group()).isEqualTo("headgate.dev");
    assertThat(call.resource()).isEqualTo("promotiongates");
    assertThat(call.namespace()).isEqualTo("faults");
    assertThat(call.name()).isEqualTo("cluster");
    assertThat(call.subresource()).isEqualTo("status");
    assertThat(call.isWrite()).isTrue();
    assertThat(call).hasToString("host PATCH promotiongates/cluster/status");
  }

  @Test
  void shouldReadListsAndWatchesOverAllNamespaces() {
    var list = call("GET", OWN + "/changerequests", "limit=100", "");
    var watch = call("GET", OWN + "/changerequests", "watch=true&resourceVersion=1", "");

    assertThat(list.isList()).isTrue();
    assertThat(list.namespace()).isEmpty();
    assertThat(watch.watch()).isTrue();
    assertThat(watch.isList()).isFalse();
    assertThat(watch.isWrite()).isFalse();
  }

  @Test
  void shouldReadTheCoreAndNamespacesThemselves() {
    assertThat(call("GET", "/api/v1/namespaces/kube-system", "", "").name())
        .isEqualTo("kube-system");
    assertThat(call("PUT", "/api/v1/namespaces/one/finalize", "", "").subresource())
        .isEqualTo("finalize");
    var secret = call("GET", "/api/v1/namespaces/one/secrets/two", "", "");
    assertThat(secret.group()).isEmpty();
    assertThat(secret.resource()).isEqualTo("secrets");
    assertThat(secret.name()).isEqualTo("two");
  }

  @Test
  void shouldReadWhatOnlyTheBodySays() {
    var create =
        call("POST", OWN + "/namespaces/n/changerequests", "", "{\"metadata\":{\"name\":\"x\"}}");
    var delete =
        call(
            "DELETE",
            OWN + "/namespaces/n/changesandboxes/x",
            "",
            "{\"preconditions\":{\"uid\":\"u\"}}");

    assertThat(create.name()).isEqualTo("x");
    assertThat(delete.uid()).isEqualTo("u");
  }

  @Test
  void shouldTellWhatStoresNothingFromWrites() {
    assertThat(call("PATCH", "/api/v1/namespaces/n/configmaps/x", "dryRun=All", "").isWrite())
        .isFalse();
    assertThat(call("POST", "/api/v1/namespaces/n/serviceaccounts/x/token", "", "").isWrite())
        .isFalse();
    assertThat(call("GET", "/apis", "", "").resource()).isEmpty();
  }

  private static Call call(String method, String path, String query, String body) {
    return Call.of(
        "operator-1", "host", method, path, query, body.getBytes(StandardCharsets.UTF_8));
  }
}
