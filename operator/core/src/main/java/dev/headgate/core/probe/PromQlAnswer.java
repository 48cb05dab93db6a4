package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a query at {@code /api/v1/query} of Prometheus (its HTTP API, "Instant queries") means:
 *
 * <ul>
 *   <li>a scalar, and a vector of one, are their value;
 *   <li>a vector of many is as good as its worst series: each value has to lie within the bounds;
 *   <li>an empty vector is not measured: no data is no good news, and no bad news either;
 *   <li>NaN is not measured (a rate of nothing, say), unless another series is out of bounds;
 *   <li>infinities are values;
 *   <li>warnings mean that data may be missing, so nothing is measured; infos mean nothing;
 *   <li>an error, a range, a string, too many series, and what is no answer are not measured.
 * </ul>
 *
 * Labels and texts of the answer are never told, numbers are.
 */
public final class PromQlAnswer {

  private PromQlAnswer() {}

  /** Judges the body of an answer. */
  public static Reading judge(Question.PromQl asked, JsonNode answer) {
    var status = answer.path("status").asText("");
    if (status.equals("error")) {
      return new Reading.Unmeasured("Prometheus refused the query: " + errorType(answer));
    }
    if (!status.equals("success")) {
      return new Reading.Unmeasured("what answered is no Prometheus");
    }
    if (!answer.path("warnings").isEmpty()) {
      return new Reading.Unmeasured("Prometheus warned that data may be missing");
    }
    var data = answer.path("data");
    return switch (data.path("resultType").asText("")) {
      case "scalar" -> judge(asked, List.of(data.path("result")));
      case "vector" -> vector(asked, data.path("result"));
      case "matrix" ->
          new Reading.Unmeasured("the query gives a range; allowed: a value at one moment");
      case "string" -> new Reading.Unmeasured("the query gives a text; allowed: a number");
      default -> new Reading.Unmeasured("Prometheus answered with no result");
    };
  }

  private static Reading vector(Question.PromQl asked, JsonNode series) {
    var most = Limits.Probes.STANDARD.series();
    if (series.size() > most) {
      return new Reading.Unmeasured(
          "%d series; allowed: %d: aggregate".formatted(series.size(), most));
    }
    var points = new ArrayList<JsonNode>();
    series.forEach(one -> points.add(one.path("value")));
    return judge(asked, points);
  }

  /** Each point is {@code [time, "value"]}. */
  private static Reading judge(Question.PromQl asked, List<JsonNode> points) {
    var values = points.stream().map(PromQlAnswer::value).toList();
    if (values.isEmpty()) {
      return new Reading.Unmeasured("no series answers the query");
    }
    var out = values.stream().flatMap(Optional::stream).filter(v -> !within(asked, v)).findFirst();
    if (out.isPresent()) {
      return new Reading.Bad(text(out.get()) + " is not " + bounds(asked));
    }
    if (values.stream().anyMatch(Optional::isEmpty)) {
      return new Reading.Unmeasured("the value is not a number");
    }
    var first = values.getFirst().orElseThrow();
    return new Reading.Good(
        values.size() == 1
            ? "%s is %s".formatted(text(first), bounds(asked))
            : "%d values are %s".formatted(values.size(), bounds(asked)));
  }

  /** Empty when it is NaN, or none. */
  private static Optional<Double> value(JsonNode point) {
    return switch (point.path(1).asText("")) {
      case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
      case String number when number.matches("-?[0-9.]{1,40}([eE][-+]?[0-9]{1,4})?") ->
          parsed(number);
      default -> Optional.empty();
    };
  }

  @SuppressWarnings("UnusedException") // its message quotes the answer
  private static Optional<Double> parsed(String number) {
    try {
      return Optional.of(Double.valueOf(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean within(Question.PromQl asked, double value) {
    return asked.atLeast().filter(least -> value < least).isEmpty()
        && asked.atMost().filter(most -> value > most).isEmpty();
  }

  private static String bounds(Question.PromQl asked) {
    var least = asked.atLeast().map(bound -> "at least " + text(bound)).orElse("");
    var most = asked.atMost().map(bound -> "at most " + text(bound)).orElse("");
    return least + (least.isEmpty() || most.isEmpty() ? "" : " and ") + most;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceFirst("\\.0+(?=e|$)|(\\.\\d*?)0+(?=e|$)", "$1");
  }

  /** One of Prometheus' own words; whatever else stands there is not repeated. */
  private static String errorType(JsonNode answer) {
    return switch (answer.path("errorType").asText("")) {
      case String word
          when List.of("bad_data", "execution", "timeout", "canceled", "internal", "unavailable")
              .contains(word) ->
          word;
      default -> "error";
    };
  }
}
