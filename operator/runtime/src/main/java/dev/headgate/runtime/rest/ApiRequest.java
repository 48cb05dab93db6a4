package dev.headgate.runtime.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One request: method, path below the server with its query, and what is sent and wanted as media
 * types. Everything here may be repeated without harm: reads, server-side applies, deletes with a
 * UID precondition.
 */
public record ApiRequest(
    String method, String path, String contentType, String body, String accept) {

  private static final String JSON = "application/json";
  private static final String AS_METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
  private static final String AS_METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

  public static ApiRequest get(String path) {
    return new ApiRequest("GET", path, "", "", JSON);
  }

  /** An object of which only the metadata are wanted. */
  public static ApiRequest getMetadata(String path) {
    return new ApiRequest("GET", path, "", "", AS_METADATA);
  }

  /** A list of which only the objects' metadata are wanted. */
  public static ApiRequest listMetadata(String path) {
    return new ApiRequest("GET", path, "", "", AS_METADATA_LIST);
  }

  /** A server-side apply; the answer is the object's metadata, a twentieth of the object. */
  public static ApiRequest apply(String path, String body) {
    return new ApiRequest("PATCH", path, "application/apply-patch+yaml", body, AS_METADATA);
  }

  public static ApiRequest merge(String path, String body) {
    return new ApiRequest("PATCH", path, "application/merge-patch+json", body, AS_METADATA);
  }

  public static ApiRequest post(String path, String body) {
    return new ApiRequest("POST", path, JSON, body, AS_METADATA);
  }

  /** Deletes exactly the object that was seen: one of the same name made since stays. */
  public static ApiRequest delete(String path, String uid) {
    return delete(path, uid, "Background");
  }

  /** The same, but it goes only when all that was made for it has gone. */
  public static ApiRequest deleteAfterDependents(String path, String uid) {
    return delete(path, uid, "Foreground");
  }

  private static ApiRequest delete(String path, String uid, String propagation) {
    var options = Json.object().put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", propagation).putObject("preconditions").put("uid", uid);
    return new ApiRequest("DELETE", path, JSON, Json.text(options), AS_METADATA);
  }

  ApiRequest accepting(String mediaTypes) {
    return new ApiRequest(method, path, contentType, body, mediaTypes);
  }

  /** A path segment or query value that means itself. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
