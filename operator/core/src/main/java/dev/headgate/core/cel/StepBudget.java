package dev.headgate.core.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts what an evaluation costs, each step by the weight of what it gives, and ends it. */
final class StepBudget implements CelEvaluationListener {

  private final CelValues values;
  private int left;

  StepBudget(int steps, CelValues values) {
    this.left = steps;
    this.values = values;
  }

  boolean isSpent() {
    return left < 0;
  }

  /** Ends an evaluation, which may say it in another way; never leaves this class. */
  private static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpentException() {
      super(Condition.TOO_MUCH, null, false, false);
    }
  }

  @Override
  public void callback(CelExpr expression, Object result) {
    left -= values.weight(result);
    if (left < 0) {
      throw new SpentException();
    }
  }
}
