package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** All objects of a kind that a selector takes, page by page. */
public final class Objects {

  private static final int PAGE = 500;

  private Objects() {}

  /** Either all pages, or why one is missing. */
  public sealed interface Listed {
    /**
     * All of them.
     *
     * @param resourceVersion from which a watch goes on
     */
    record All(List<JsonNode> items, String resourceVersion) implements Listed {}

    /** The kind is gone, or it never was. */
    record NoSuchKind() implements Listed {}

    record Failed(String reason) implements Listed {}
  }

  public static Listed metadata(ApiServer server, ServedKind kind, String labelSelector)
      throws InterruptedException {
    return list(server, kind, labelSelector, true);
  }

  public static Listed whole(ApiServer server, ServedKind kind, String labelSelector)
      throws InterruptedException {
    return list(server, kind, labelSelector, false);
  }

  private static Listed list(
      ApiServer server, ServedKind kind, String labelSelector, boolean metadataOnly)
      throws InterruptedException {
    var items = new ArrayList<JsonNode>();
    var next = "";
    while (true) {
      var path =
          kind.collection()
              + "?limit="
              + PAGE
              + (labelSelector.isEmpty()
                  ? ""
                  : "&labelSelector=" + ApiRequest.encoded(labelSelector))
              + (next.isEmpty() ? "" : "&continue=" + ApiRequest.encoded(next));
      var request = metadataOnly ? ApiRequest.listMetadata(path) : ApiRequest.get(path);
      switch (server.send(request)) {
        case Answer.Ok(var body) -> {
          body.path("items").forEach(items::add);
          next = body.path("metadata").path("continue").asText("");
          if (next.isEmpty()) {
            return new Listed.All(items, body.path("metadata").path("resourceVersion").asText(""));
          }
        }
        case Answer.Rejected(var code, var status) when code == 404 || code == 405 -> {
          return new Listed.NoSuchKind();
        }
        case Answer.Rejected rejected -> {
          return new Listed.Failed("listing " + kind.plural() + ": " + rejected.message());
        }
        case Answer.Unreachable(var reason) -> {
          return new Listed.Failed("listing " + kind.plural() + ": " + reason);
        }
      }
    }
  }
}
