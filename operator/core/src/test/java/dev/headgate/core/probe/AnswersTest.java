package dev.headgate.core.probe;

import static dev.headgate.core.probe.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means, for each kind of probe. */
class AnswersTest {

  private static final String SECRET = "hunter2-4711";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'resultType':'scalar','result':[1,'3']}                                   | Good       | 3 is at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'1']}                                   | Good       | 1 is at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'5']}                                   | Good       | 5 is at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'5.5']}                                 | Bad        | 5.5 is not at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'250000']}                              | Bad        | 250000 is not at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'1e10']}                                | Bad        | 1e+10 is not at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'0.00120']}                             | Bad        | 0.0012 is not at least 1 and at most 5",
        "{'resultType':'scalar','result':[1,'NaN']}                                 | Unmeasured | the value is not a number",
        "{'resultType':'scalar','result':[1,'+Inf']}                                | Bad        | Infinity is not at least 1 and at most 5",
        "{'resultType':'vector','result':[]}                                        | Unmeasured | no series answers the query",
        "{'resultType':'vector','result':[{'metric':{'p':'hunter2-4711'},'value':[1,'2']}]} | Good | 2 is at least 1 and at most 5",
        "{'resultType':'vector','result':[{'value':[1,'2']},{'value':[1,'4e0']}]}   | Good       | 2 values are at least 1 and at most 5",
        "{'resultType':'vector','result':[{'value':[1,'2']},{'value':[1,'-7']}]}    | Bad        | -7 is not at least 1 and at most 5",
        "{'resultType':'vector','result':[{'value':[1,'2']},{'value':[1,'NaN']}]}   | Unmeasured | the value is not a number",
        "{'resultType':'vector','result':[{'value':[1,'NaN']},{'value':[1,'9']}]}   | Bad        | 9 is not at least 1 and at most 5",
        "{'resultType':'vector','result':[{'histogram':[1,{}]}]}                    | Unmeasured | the value is not a number",
        "{'resultType':'vector','result':[{'value':[1,'hunter2-4711']}]}            | Unmeasured | the value is not a number",
        "{'resultType':'matrix','result':[]}                                        | Unmeasured | the query gives a range",
        "{'resultType':'string','result':[1,'hunter2-4711']}                        | Unmeasured | the query gives a text",
        "{}                                                                         | Unmeasured | Prometheus answered with no result",
      })
  void shouldKnowWhatEveryAnswerToAQueryMeans(String data, String reading, String detail) {
    var asked = new Question.PromQl("x", Optional.of(1.0), Optional.of(5.0));
    var answer = json("{'status':'success','data':%s}".formatted(data).replace('\'', '"'));

    check(PromQlAnswer.judge(asked, answer), reading, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'status':'error','errorType':'bad_data','error':'hunter2-4711'} | Prometheus refused the query: bad_data",
        "{'status':'error','errorType':'hunter2-4711'} | Prometheus refused the query: error",
        "{'status':'success','warnings':['hunter2-4711'],'data':{'resultType':'scalar','result':[1,'3']}} | Prometheus warned that data may be missing",
        "{'hello':'hunter2-4711'} | what answered is no Prometheus",
      })
  void shouldNotMeasureWithWhatIsNoAnswer(String answer, String detail) {
    var asked = new Question.PromQl("x", Optional.of(1.0), Optional.empty());

    check(PromQlAnswer.judge(asked, json(answer.replace('\'', '"'))), "Unmeasured", detail);
  }

  @Test
  void shouldNotMeasureWithMoreSeriesThanAnybodyLooksAt() {
    check(
        PromQlAnswer.judge(
            new Question.PromQl("x", Optional.of(1.0), Optional.empty()), json(vector(101))),
        "Unmeasured",
        "101 series; allowed: 100: aggregate");
  }

  @ParameterizedTest(name = "HTTP {0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | fine, hunter2-4711 | Good       | answered HTTP 200",
        "204 | fine               | Good       | answered HTTP 204",
        "302 | fine               | Bad        | answered HTTP 302 (redirects are not followed)",
        "300 | fine               | Bad        | answered HTTP 300 (redirects are not followed)",
        "299 | fine               | Good       | answered HTTP 299",
        "404 | hunter2-4711       | Bad        | answered HTTP 404",
        "400 | {'kind':'Status','status':'Failure','reason':'BadRequest'}         | Unmeasured | the API server does not ask the Service: HTTP 400",
        "500 | fine               | Bad        | answered HTTP 500",
        "200 | hunter2-4711       | Bad        | answered HTTP 200, without the expected text",
        "404 | {'kind':'Status','status':'Failure','reason':'NotFound'}           | Absent     | the Service is not there",
        "503 | {'kind':'Status','status':'Failure','reason':'ServiceUnavailable'} | Bad        | no endpoint of the Service answers",
        "403 | {'kind':'Status','status':'Failure','reason':'Forbidden'}          | Unmeasured | the API server does not ask the Service: HTTP 403",
        "429 | {'kind':'Status','status':'Failure','reason':'TooManyRequests'}    | Unmeasured | the API server does not ask the Service: HTTP 429",
        "200 | {'kind':'Status','status':'Failure','reason':'fine'}               | Good       | answered HTTP 200",
      })
  void shouldTellAnAnswerOfAServiceFromOneOfTheApiServer(
      int status, String body, String reading, String detail) {
    var asked = new Question.Http("shop", "web", "80", "/", false, Optional.empty(), "fine");
    var text = body.replace('\'', '"');

    check(
        new HttpAnswer(status, text, true).judge(asked, json(text.startsWith("{") ? text : "{}")),
        reading,
        detail);
  }

  @Test
  void shouldTakeTheStatusThatIsExpected() {
    var asked = new Question.Http("shop", "web", "80", "/", false, Optional.of(401), "");

    check(new HttpAnswer(401, "", true).judge(asked, json("{}")), "Good", "answered HTTP 401");
    check(
        new HttpAnswer(200, "", true).judge(asked, json("{}")),
        "Bad",
        "answered HTTP 200, expected 401");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'status':{'conditions':[{'type':'Complete','status':'True'}]}} | Good | completed",
        "{'status':{'conditions':[{'type':'Failed','status':'True','reason':'BackoffLimitExceeded','message':'hunter2-4711'}]}} | Bad | failed: BackoffLimitExceeded",
        "{'status':{'active':1,'failed':2}} | Waiting | has not completed: 1 active, 2 failed",
        "{'spec':{'suspend':true}} | Waiting | is suspended",
        "{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z'},'status':{'conditions':[{'type':'Complete','status':'True'}]}} | Bad | is being deleted",
        "{} | Waiting | has not completed: 0 active, 0 failed",
      })
  void shouldKnowWhetherAJobIsDone(String job, String reading, String detail) {
    check(JobState.judge(json(job.replace('\'', '"'))), reading, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'status':{'phase':'Ready'}}    | Good       | is current",
        "{'status':{'phase':'Failed'}}   | Bad        | has failed",
        "{'status':{'phase':'Working'}}  | Waiting    | is in progress",
        "{'status':{'phase':'Other'}}    | Waiting    | is not current yet",
        "{'status':{'phase':'Ready','observedGeneration':1},'metadata':{'generation':2}} | Waiting | its controller has not seen the latest generation yet",
        "{'metadata':{'name':'x'}}       | Unmeasured | inProgress: a field is missing (test for it with has(…))",
      })
  void shouldAskExpressionsInTheOrderOfFlux(String object, String reading, String detail) {
    var asked =
        new Question.Expression(
            "example.org/v1",
            new ObjectKey("example.org", "Thing", "shop", "thing"),
            "status.phase in ['Ready', 'Working']",
            "status.phase == 'Working'",
            "status.phase in ['Failed', 'Working']");

    check(ObjectExpressions.judge(asked, json(object.replace('\'', '"'))), reading, detail);
  }

  private static void check(Reading reading, String kind, String detail) {
    assertThat(reading.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(reading.detail()).startsWith(detail).doesNotContain(SECRET);
  }

  @Test
  void shouldSayHowMuchOfALongAnswerWasLookedAt() {
    var asked = new Question.Http("shop", "web", "80", "/", false, Optional.empty(), "fine");
    var beginning = "x".repeat(2048);

    assertThat(new HttpAnswer(200, beginning, false).judge(asked, json("{}")).detail())
        .isEqualTo("answered HTTP 200, without the expected text in its first 2 KiB");
    assertThat(new HttpAnswer(200, beginning, true).judge(asked, json("{}")).detail())
        .isEqualTo("answered HTTP 200, without the expected text");
    assertThat(new HttpAnswer(400, "", true).judge(asked, json("{}")).detail())
        .isEqualTo("answered HTTP 400");
  }

  @Test
  void shouldLookAtAsManySeriesAsAreAllowed() {
    check(
        PromQlAnswer.judge(
            new Question.PromQl("x", Optional.of(1.0), Optional.empty()), json(vector(100))),
        "Good",
        "100 values are at least 1");
  }

  private static String vector(int series) {
    return IntStream.range(0, series)
        .mapToObj(n -> "{\"value\":[1,\"1\"]}")
        .collect(
            Collectors.joining(
                ",",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[",
                "]}}"));
  }
}
