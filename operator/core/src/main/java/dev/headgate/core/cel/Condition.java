package dev.headgate.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.headgate.core.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A CEL expression (cel-spec, with its standard macros and optional syntax) that is true or not. It
 * sees what it is given and nothing else, and an evaluation ends after so many steps, the same ones
 * on every machine. No message holds a value that it saw.
 */
public final class Condition {

  static final String TOO_MUCH = "it takes too many steps";

  private static final Limits.Expressions LIMITS = Limits.Expressions.STANDARD;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LIMITS.characters())
          .maxParseRecursionDepth(LIMITS.depth())
          .maxParseErrorRecoveryLimit(1)
          .comprehensionMaxIterations(LIMITS.iterations())
          .maxRegexProgramSize(100)
          .enableOptionalSyntax(true)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final CelRuntime.Program program;
  private final Set<String> variables;

  private Condition(CelRuntime.Program program, Set<String> variables) {
    this.program = program;
    this.variables = Set.copyOf(variables);
  }

  /** What came of reading it. */
  public sealed interface Compiled {
    record Accepted(Condition condition) implements Compiled {}

    record Refused(String reason) implements Compiled {}
  }

  /** What came of evaluating it. */
  public sealed interface Answer {
    record Told(boolean holds) implements Answer {}

    /** It has no answer, for example because a field is missing. */
    record Untold(String why) implements Answer {}
  }

  /**
   * Reads an expression.
   *
   * @param variables that it may use; each is a JSON value
   */
  public static Compiled compile(String expression, Set<String> variables) {
    try {
      var cel = cel(variables);
      var ast = cel.compile(expression).getAst();
      return new Compiled.Accepted(new Condition(cel.createProgram(ast), variables));
    } catch (CelValidationException e) {
      var issue = e.getErrors().getFirst();
      return new Compiled.Refused(
          "line %d, column %d: %s"
              .formatted(
                  issue.getSourceLocation().getLine(),
                  issue.getSourceLocation().getColumn() + 1,
                  shortened(issue.getMessage())));
    } catch (CelEvaluationException e) {
      return new Compiled.Refused(shortened(String.valueOf(e.getMessage())));
    }
  }

  private static Cel cel(Set<String> variables) {
    var builder =
        CelFactory.plannerCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelOptionalLibrary.INSTANCE)
            .addRuntimeLibraries(CelOptionalLibrary.INSTANCE)
            .setResultType(SimpleType.BOOL);
    variables.forEach(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }

  /**
   * Evaluates it over the fields of an object; a variable that the object lacks is an empty map.
   */
  @SuppressWarnings("UnusedException") // its message may quote a value
  public Answer test(JsonNode object) {
    var values = new CelValues();
    Map<String, Object> bound = new HashMap<>();
    variables.forEach(name -> bound.put(name, values.of(object.path(name))));
    var budget = new StepBudget(LIMITS.steps(), values);
    try {
      return program.trace(bound, budget) instanceof Boolean holds && !budget.isSpent()
          ? new Answer.Told(holds)
          : new Answer.Untold(budget.isSpent() ? TOO_MUCH : "it is neither true nor false");
    } catch (CelEvaluationException e) {
      return new Answer.Untold(budget.isSpent() ? TOO_MUCH : why(e.getErrorCode()));
    }
  }

  private static String why(CelErrorCode error) {
    return switch (error) {
      case ATTRIBUTE_NOT_FOUND -> "a field is missing (test for it with has(…))";
      case ITERATION_BUDGET_EXCEEDED -> TOO_MUCH;
      default -> "CEL says " + error;
    };
  }

  private static String shortened(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 299) + "…";
  }
}
