package dev.headgate.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the meaning of an answer is, is tested in the core; here it has to arrive at all. */
class PromQlKindTest {

  private static final Question.PromQl ASKED =
      new Question.PromQl("up{job=\"a b\"}", Optional.of(1.0), Optional.empty());

  private Answering server;

  @BeforeEach
  void serve() throws Exception {
    server = Answering.onLoopback();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "well,     Good,       1 is at least 1",
    "badly,    Unmeasured, Prometheus refused the query: error",
    "nan,      Unmeasured, the value is not a number",
    "slowly,   Unmeasured, Prometheus: no answer in time",
    "never,    Unmeasured, Prometheus: no answer in time",
    "gib,      Unmeasured, an answer of more than 256 KiB",
    "secret,   Unmeasured, what answered is no Prometheus",
    "garbage,  Unmeasured, Prometheus: no answer in HTTP",
    "redirect, Unmeasured, what answered is no Prometheus",
    "hangup,   Unmeasured, Prometheus: no answer in HTTP",
  })
  void shouldMeasureOnlyWithWhatAnswersWell(String how, String reading, String detail)
      throws Exception {
    // given
    var address = URI.create("http://%s:%d/%s".formatted(server.address(), server.port(), how));
    var timeout = how.equals("slowly") || how.equals("never") ? 1 : 30;

    // when
    try (var prometheus = Prometheus.at(address)) {
      var read = new PromQlKind(prometheus).read(ASKED, Duration.ofSeconds(timeout));

      // then
      assertThat(read.getClass().getSimpleName()).isEqualTo(reading);
      assertThat(read.detail()).isEqualTo(detail);
      assertThat(server.asked()).isBetween(1, 2); // the JDK asks again when somebody hangs up
      assertThat(server.sent()).isLessThan(Answering.GIB / 10);
    }
  }

  @Test
  void shouldSayThatNobodyNamedAPrometheus() throws Exception {
    assertThat(new PromQlKind(Prometheus.unknown()).read(ASKED, Duration.ofSeconds(1)))
        .isInstanceOf(Reading.Impossible.class);
  }

  @Test
  void shouldSayThatNobodyListensThere() throws Exception {
    // given
    server.close();
    var address = URI.create("http://%s:%d".formatted(server.address(), server.port()));

    // then
    try (var prometheus = Prometheus.at(address)) {
      assertThat(new PromQlKind(prometheus).read(ASKED, Duration.ofSeconds(30)))
          .isEqualTo(new Reading.Unmeasured("Prometheus: no connection"));
    }
  }
}
