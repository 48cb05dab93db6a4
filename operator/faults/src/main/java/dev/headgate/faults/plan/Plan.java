package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is played, and what goes wrong meanwhile: a run can be had again from it.
 *
 * @param family the kind of trouble
 * @param operators how many are active at once; 0 reads as one
 * @param hoursApart by how much the clock of one of two operators is ahead
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Plan(
    String name, String family, Story story, int operators, int hoursApart, List<Fault> faults) {

  private static final Set<String> CHANGING = Set.of("error", "storm", "rogue", "user");
  private static final ObjectMapper YAML =
      new ObjectMapper(
              new YAMLFactory()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
          .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, false);

  public Plan {
    faults = faults == null ? List.of() : List.copyOf(faults);
  }

  public Plan(String name, String family, Story story, int operators, List<Fault> faults) {
    this(name, family, story, operators, 0, faults);
  }

  public static Plan reference(Story story) {
    return new Plan("reference-" + story.word(), "reference", story, 1, List.of());
  }

  public static Plan of(String name, String family, Story story, Fault... faults) {
    return new Plan(name, family, story, 1, List.of(faults));
  }

  /**
   * Whether all ends as if nothing had happened. Otherwise only the goal is reached: a proof that
   * was deleted, denied or refused, or had no time left by another clock, may have been tried
   * again.
   */
  public boolean endsTheSame() {
    return !CHANGING.contains(family) && hoursApart == 0;
  }

  /** Whether nothing goes wrong in it. */
  @JsonIgnore
  public boolean isReference() {
    return faults.isEmpty() && operators <= 1;
  }

  /** By how much events are late at most. */
  public Duration lateness() {
    return longest(Action.LAG);
  }

  /** For how long nothing gets through at most. */
  public Duration outage() {
    return longest(Action.STORM);
  }

  private Duration longest(Action action) {
    return faults.stream()
        .filter(fault -> fault.action() == action)
        .map(fault -> Duration.ofMillis(fault.millis()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** As the file that {@link #read} reads. */
  public String write() {
    try {
      return YAML.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan is made of what YAML can say", e);
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException for what is no plan, with the place
   */
  public static Plan read(String yaml) {
    try {
      return YAML.readValue(yaml, Plan.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no plan: " + e.getMessage(), e);
    }
  }
}
