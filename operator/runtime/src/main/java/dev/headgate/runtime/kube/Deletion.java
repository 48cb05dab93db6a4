package dev.headgate.runtime.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * Deletes exactly the object that was looked at: one that was changed, or made anew under the same
 * name since, stays. The client's own deletes cannot say a UID.
 */
public final class Deletion {

  private Deletion() {}

  /** What is gone, or is another object by now, is no error. */
  public static void delete(
      KubernetesClient client, String path, String uid, String resourceVersion) {
    var options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.putObject("preconditions").put("uid", uid).put("resourceVersion", resourceVersion);
    try {
      client.raw(path, "DELETE", options.toString());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }
}
