package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All objects of a kind that a selector takes, page by page. Of each page only what the reader
 * wants is kept, so that no more than one is in memory, however many there are.
 */
public final class Objects {

  /** At most, for objects of 10 KB, 2.5 MB of JSON at a time. */
  private static final int PAGE = 250;

  private Objects() {}

  /** Either all pages, or why one is missing. */
  public sealed interface Listed<T> {
    /**
     * What was read of all of them.
     *
     * @param resourceVersion from which a watch goes on
     */
    record All<T>(List<T> items, String resourceVersion) implements Listed<T> {}

    /** The kind is gone, or it never was. */
    record NoSuchKind<T>() implements Listed<T> {}

    record Failed<T>(String reason) implements Listed<T> {}
  }

  public static <T> Listed<T> metadata(
      ApiServer server, ServedKind kind, String labelSelector, Function<JsonNode, T> read)
      throws InterruptedException {
    return list(server, kind, labelSelector, ApiRequest::listMetadata, read);
  }

  public static <T> Listed<T> whole(
      ApiServer server, ServedKind kind, String labelSelector, Function<JsonNode, T> read)
      throws InterruptedException {
    return list(server, kind, labelSelector, ApiRequest::get, read);
  }

  private static <T> Listed<T> list(
      ApiServer server,
      ServedKind kind,
      String labelSelector,
      Function<String, ApiRequest> request,
      Function<JsonNode, T> read)
      throws InterruptedException {
    var items = new ArrayList<T>();
    var next = "";
    while (true) {
      switch (server.send(request.apply(path(kind, labelSelector, next)))) {
        case Answer.Ok(var body) -> {
          body.path("items").forEach(item -> items.add(read.apply(item)));
          next = body.path("metadata").path("continue").asText("");
          if (next.isEmpty()) {
            return new Listed.All<>(
                items, body.path("metadata").path("resourceVersion").asText(""));
          }
        }
        case Answer.Rejected(var code, var status) when code == 404 || code == 405 -> {
          return new Listed.NoSuchKind<>();
        }
        case Answer.Rejected rejected -> {
          return new Listed.Failed<>("listing " + kind.plural() + ": " + rejected.message());
        }
        case Answer.Unreachable(var reason) -> {
          return new Listed.Failed<>("listing " + kind.plural() + ": " + reason);
        }
      }
    }
  }

  private static String path(ServedKind kind, String labelSelector, String next) {
    return kind.collection()
        + "?limit="
        + PAGE
        + (labelSelector.isEmpty() ? "" : "&labelSelector=" + ApiRequest.encoded(labelSelector))
        + (next.isEmpty() ? "" : "&continue=" + ApiRequest.encoded(next));
  }
}
