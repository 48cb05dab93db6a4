package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a Service, or the API server in its place, answered. The text is looked at and never told.
 *
 * @param beginning as much of the body as was read
 * @param whole whether that is all of it
 */
public record HttpAnswer(int status, String beginning, boolean whole) {

  /** An answer that an API server gives on its own account; the Service may not even be there. */
  private enum Own {
    NOT_FOUND,
    /** None that is ready, or none that can be reached. */
    NO_ENDPOINT,
    /** It did not want to ask, or could not. */
    UNASKED
  }

  /**
   * Judges it.
   *
   * @param body the beginning as JSON, or a missing node
   */
  public Reading judge(Question.Http asked, JsonNode body) {
    return own(body).map(this::said).orElseGet(() -> judge(asked));
  }

  /** A {@code Status} that says so; a Service that answers with one cannot gain by it. */
  private Optional<Own> own(JsonNode body) {
    if (status < 400
        || !body.path("kind").asText("").equals("Status")
        || !body.path("status").asText("").equals("Failure")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (body.path("reason").asText("")) {
          case "NotFound" -> Own.NOT_FOUND;
          case "ServiceUnavailable" -> Own.NO_ENDPOINT;
          default -> Own.UNASKED;
        });
  }

  private Reading said(Own own) {
    return switch (own) {
      case NOT_FOUND -> new Reading.Absent("the Service is not there");
      case NO_ENDPOINT -> new Reading.Bad("no endpoint of the Service answers");
      case UNASKED ->
          new Reading.Unmeasured("the API server does not ask the Service: HTTP " + status);
    };
  }

  private Reading judge(Question.Http asked) {
    var said = "answered HTTP " + status;
    if (asked.expectStatus().isPresent() && asked.expectStatus().get() != status) {
      return new Reading.Bad(said + ", expected " + asked.expectStatus().get());
    }
    if (asked.expectStatus().isEmpty() && (status < 200 || status > 299)) {
      return new Reading.Bad(said + redirect());
    }
    return asked.expectBody().isEmpty() || beginning.contains(asked.expectBody())
        ? new Reading.Good(said)
        : new Reading.Bad(said + ", without the expected text" + part());
  }

  private String redirect() {
    return status >= 300 && status < 400 ? " (redirects are not followed)" : "";
  }

  private String part() {
    return whole ? "" : " in its first %d KiB".formatted(beginning.length() / 1024);
  }
}
