package dev.headgate.core.check;

import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/** A check that needs nothing but the two sides of the change. It never throws. */
@FunctionalInterface
public interface PureCheck {

  /** Empty when the change may go on. */
  List<Finding> check(ChangeFacts facts);
}
