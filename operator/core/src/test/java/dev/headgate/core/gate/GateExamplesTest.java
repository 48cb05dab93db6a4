package dev.headgate.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.GateEffect.Announce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever people read of a gate, and what it does, in every situation that we know by name. */
class GateExamplesTest {

  /** Surefire runs in the module's folder. */
  private static final Path DOCUMENT = Path.of("..", "docs", "gate-examples.md");

  private static final String PREFACE =
      """
      # What a gate says and does, by example

      It is %s. `a…` is live, `c…` is the newest, `b…` another one, and `e…` was never let through.
      Written by `GateExamplesTest`, do not edit; to write it anew: `task examples`.
      """
          .formatted(GateWorld.NOW);

  @Test
  void shouldSayAndDoInEverySituationWhatPeopleCanReadInTheDocs() throws IOException {
    if (Boolean.getBoolean("headgate.regenerate")) {
      Files.writeString(DOCUMENT, document());
    }

    assertThat(DOCUMENT).as("stale; type: task examples").content().isEqualTo(document());
  }

  private static String document() {
    return GateExamples.all().entrySet().stream()
        .map(example -> "\n## " + example.getKey() + "\n\n" + inWords(example.getValue()))
        .collect(Collectors.joining("", PREFACE, ""))
        .replaceAll("([a-z])\\1{39}", "$1…");
  }

  private static String inWords(Consumer<GateWorld> situation) {
    var world = new GateWorld();
    situation.accept(world);
    var decision = world.decide();
    return Stream.of(
            Stream.of("**" + decision.state() + "**" + at(", looks again at ", decision.wakeAt())),
            decision.conditions().stream().map(GateExamplesTest::inWords),
            decision.blockers().stream().map(GateExamplesTest::inWords),
            decision.effects().stream().map(GateExamplesTest::inWords),
            decision.ledger().inFlight().map(move -> "- in flight: " + move).stream(),
            decision.ledger().history().stream().map(record -> "- recorded: " + record),
            decision.candidate().map(c -> "- looks at " + c.changeRequest()).stream(),
            decision.measures().map(live -> "- measures " + live.revision()).stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String inWords(Condition condition) {
    return "- %s is %s, %s: %s"
        .formatted(
            condition.type().text(),
            condition.status().text(),
            condition.reason().text(),
            condition.message());
  }

  private static String inWords(Blocker blocker) {
    return "- held by %s, %s since %s%s: %s%s"
        .formatted(
            blocker.type().text(),
            blocker.reason().text(),
            blocker.since(),
            at(" until ", blocker.until()),
            blocker.message(),
            blocker.clearWith().map(" (`%s`)"::formatted).orElse(""));
  }

  private static String inWords(GateEffect effect) {
    return effect instanceof Announce(var what, var message)
        ? "- says %s%s: %s".formatted(what.text(), what.isWarning() ? " as a warning" : "", message)
        : "- does " + effect;
  }

  private static String at(String words, Optional<Instant> moment) {
    return moment.map(instant -> words + instant).orElse("");
  }
}
