package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request, after all tries. */
public sealed interface Answer {

  record Ok(JsonNode body) implements Answer {}

  /** The server said no: an HTTP code of 400 or more with a {@code Status}, or what it had. */
  record Rejected(int code, JsonNode status) implements Answer {

    public String message() {
      var message = status.path("message").asText("");
      return message.isEmpty() ? "HTTP " + code : message;
    }

    public String reason() {
      return status.path("reason").asText("");
    }

    /**
     * The server's trouble, not the request's. A server-side apply of a field that the schema does
     * not know is answered with 500, too.
     */
    public boolean isServerTrouble() {
      return (code >= 500 && !message().contains("failed to create typed patch object"))
          || code == 429;
    }
  }

  /** Nobody answered, or nothing that is Kubernetes. */
  record Unreachable(String reason) implements Answer {}
}
