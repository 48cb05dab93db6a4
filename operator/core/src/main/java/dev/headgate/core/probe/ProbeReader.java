package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.cel.Condition;
import dev.headgate.core.change.ObjectKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads probes as they stand in a ChangeRequest, in the cluster or in a tree. It is stricter than
 * the API server: an unknown field may be a misspelt wish for more proof.
 */
public final class ProbeReader {

  private static final Limits.Probes LIMITS = Limits.Probes.STANDARD;
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";

  /** 1 to 65535, or a name, which is not all digits. */
  private static final String PORT =
      "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
          + "|(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?";

  /** What is wrong, and where. */
  @FunctionalInterface
  public interface Report {
    void wrong(String field, String message);
  }

  private record Kind(String word, Function<ProbeFields, Question> read) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("ready", ProbeReader::ready),
          new Kind("expression", ProbeReader::expression),
          new Kind("http", ProbeReader::http),
          new Kind("job", ProbeReader::job),
          new Kind("promQL", ProbeReader::promQl));

  private static final Set<String> RHYTHM =
      Set.of("name", "interval", "timeout", "successes", "failureLimit", "errorLimit", "within");

  private final String field;
  private final Report report;

  /** Reports fields of {@code spec.probes}. */
  public ProbeReader(Report report) {
    this("spec.probes", report);
  }

  /**
   * Where they stand elsewhere.
   *
   * @param field the list's
   */
  public ProbeReader(String field, Report report) {
    this.field = field;
    this.report = report;
  }

  /** Those that can be understood; what is wrong with the others was reported. */
  public List<Probe> read(JsonNode probes) {
    if (probes.isMissingNode() || probes.isNull()) {
      return List.of();
    }
    if (!probes.isArray()) {
      report.wrong(field, "is no list");
      return List.of();
    }
    if (probes.size() > LIMITS.probes()) {
      report.wrong(field, "%d of them; allowed: %d".formatted(probes.size(), LIMITS.probes()));
      return List.of();
    }
    var byName = new LinkedHashMap<String, Probe>();
    for (int i = 0; i < probes.size(); i++) {
      probe(probes.get(i), i)
          .filter(probe -> byName.putIfAbsent(probe.name(), probe) != null)
          .ifPresent(
              twice -> report.wrong("%s[%s]".formatted(field, twice.name()), "is there twice"));
    }
    return List.copyOf(byName.values());
  }

  private Optional<Probe> probe(JsonNode probe, int index) {
    var name = probe.path("name").asText("");
    var place = "%s[%s]".formatted(field, name.matches(LABEL) ? name : String.valueOf(index));
    var fields = new ProbeFields(probe, place, report);
    fields.matching("name", LABEL, "a DNS label such as web-answers");
    var given = KINDS.stream().filter(kind -> probe.has(kind.word())).toList();
    if (given.size() != 1) {
      report.wrong(
          place,
          "exactly one kind is allowed of %s; found: %s"
              .formatted(words(KINDS), given.isEmpty() ? "none" : words(given)));
      return Optional.empty();
    }
    var kind = given.getFirst();
    var known = new TreeSet<>(RHYTHM);
    known.add(kind.word());
    fields.onlyKnows(known);
    if (name.equals(Probe.READY) != kind.word().equals(Probe.READY)) {
      fields.wrong("name", "the name ready belongs to the probe of kind ready, and to no other");
    }
    var question = kind.read().apply(fields.below(kind.word()));
    var rhythm = rhythm(fields, question);
    return fields.areRight() ? Optional.of(new Probe(name, question, rhythm)) : Optional.empty();
  }

  private static String words(List<Kind> kinds) {
    return kinds.stream().map(Kind::word).collect(Collectors.joining(", "));
  }

  private static Probe.Rhythm rhythm(ProbeFields fields, Question question) {
    var standard = Probe.Rhythm.STANDARD;
    var once = question instanceof Question.Job; // what a Job came to stays so
    var least = question instanceof Question.PromQl ? LIMITS.queryInterval() : LIMITS.shortest();
    var rhythm =
        new Probe.Rhythm(
            fields.span("interval", larger(standard.interval(), least), least, LIMITS.longest()),
            fields.span("timeout", standard.timeout(), LIMITS.shortest(), LIMITS.longestTimeout()),
            fields.count("successes", once ? 1 : standard.successes(), 1, LIMITS.count()),
            fields.count("failureLimit", once ? 1 : standard.failureLimit(), 1, LIMITS.count()),
            fields.count("errorLimit", standard.errorLimit(), 1, LIMITS.count()),
            fields.span("within", standard.within(), LIMITS.shortest(), LIMITS.longest()));
    var needed = rhythm.interval().multipliedBy(rhythm.successes() - 1L);
    if (needed.compareTo(rhythm.within()) > 0) {
      fields.wrong(
          "within",
          "is %s, but %d successes at an interval of %s take %s"
              .formatted(
                  Spans.text(rhythm.within()),
                  rhythm.successes(),
                  Spans.text(rhythm.interval()),
                  Spans.text(needed)));
    }
    return rhythm;
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Question ready(ProbeFields fields) {
    fields.onlyKnows(Set.of());
    return new Question.Ready();
  }

  private static Question expression(ProbeFields fields) {
    fields.onlyKnows(
        Set.of("apiVersion", "kind", "name", "namespace", "current", "inProgress", "failed"));
    var apiVersion =
        fields.matching(
            "apiVersion", "([a-z0-9.-]{1,253}/)?v[a-z0-9]{1,60}", "such as v1 or apps/v1");
    var kind = fields.matching("kind", "[A-Za-z][A-Za-z0-9]{0,62}", "such as Deployment");
    var slash = apiVersion.indexOf('/');
    var group = slash < 0 ? "" : apiVersion.substring(0, slash);
    if (group.isEmpty() && kind.equals("Secret")) {
      fields.wrong("kind", "is Secret; probes do not read Secrets");
    }
    var question =
        new Question.Expression(
            apiVersion,
            new ObjectKey(
                group,
                kind,
                fields.matchingIfGiven("namespace", LABEL, "a DNS label"),
                fields.matching("name", NAME, "a name of Kubernetes")),
            fields.text("current", Limits.Expressions.STANDARD.characters()),
            fields.textIfGiven("inProgress", Limits.Expressions.STANDARD.characters()),
            fields.textIfGiven("failed", Limits.Expressions.STANDARD.characters()));
    compile(fields, "current", question.current());
    compile(fields, "inProgress", question.inProgress());
    compile(fields, "failed", question.failed());
    return question;
  }

  private static void compile(ProbeFields fields, String field, String expression) {
    if (!expression.isEmpty()
        && Condition.compile(expression, ObjectExpressions.VARIABLES)
            instanceof Condition.Compiled.Refused(var reason)) {
      fields.wrong(field, reason);
    }
  }

  private static Question http(ProbeFields fields) {
    fields.onlyKnows(
        Set.of("namespace", "service", "port", "path", "scheme", "expectStatus", "expectBody"));
    return new Question.Http(
        fields.matching("namespace", LABEL, "a DNS label"),
        fields.matching("service", LABEL, "the name of a Service"),
        fields.matching("port", PORT, "a port's number, 1 to 65535, or its name"),
        HttpPath.read(fields),
        fields.word("scheme", "http", Set.of("http", "https")).equals("https"),
        fields.has("expectStatus")
            ? Optional.of(fields.count("expectStatus", 200, 100, 599))
            : Optional.empty(),
        fields.textIfGiven("expectBody", LIMITS.text()));
  }

  private static Question job(ProbeFields fields) {
    fields.onlyKnows(Set.of("namespace", "name"));
    return new Question.Job(
        fields.matching("namespace", LABEL, "a DNS label"),
        fields.matching("name", NAME, "the name of a Job"));
  }

  private static Question promQl(ProbeFields fields) {
    fields.onlyKnows(Set.of("query", "atLeast", "atMost"));
    var question =
        new Question.PromQl(
            fields.text("query", LIMITS.query()),
            fields.number("atLeast"),
            fields.number("atMost"));
    if (question.atLeast().isEmpty() && question.atMost().isEmpty()) {
      fields.wrong("atLeast", "give atLeast, atMost or both: what may the value be?");
    }
    return question;
  }
}
