package dev.headgate.core.risk;

import static dev.headgate.core.risk.NetworkingExamples.ociRepository;
import static dev.headgate.core.risk.NetworkingExamples.release;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierCostTest {

  /** Ten times what a slow, busy machine needs; a cost that grows with the square is far above. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void shouldNotGrowWithTheSquareOfALargeChange() {
    var facts = Example.facts(charts("1.0.0"), charts("2.0.0"));

    assertTimeout(BOUND, () -> Classifier.classify(facts));
  }

  private static String charts(String version) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "web/app" + i)
        .map(name -> ociRepository(name, "oci://example.org/x", version) + release(name, "a: 1"))
        .collect(Collectors.joining());
  }
}
