package dev.headgate.runtime.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    var preconditions = JsonNodeFactory.instance.objectNode();
    delete(client, path, preconditions.put("uid", uid).put("resourceVersion", resourceVersion));
  }

  /** The same, whatever has changed of the object since. */
  public static void delete(KubernetesClient client, String path, String uid) {
    delete(client, path, JsonNodeFactory.instance.objectNode().put("uid", uid));
  }

  private static void delete(KubernetesClient client, String path, ObjectNode preconditions) {
    var options = JsonNodeFactory.instance.objectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.set("preconditions", preconditions);
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
