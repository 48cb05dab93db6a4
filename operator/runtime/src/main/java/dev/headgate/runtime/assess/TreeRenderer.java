package dev.headgate.runtime.assess;

import dev.headgate.core.change.Rendering;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.host.GateContext;
import java.util.List;

/** Turns a tree into the objects that the gate's cluster would be given. */
@FunctionalInterface
public interface TreeRenderer {

  Outcome render(GateContext context, Tree tree);

  /** What became of it. */
  sealed interface Outcome {
    record Rendered(Rendering rendering) implements Outcome {}

    record Refused(List<Finding> findings) implements Outcome {}

    record Unavailable(String reason) implements Outcome {}
  }
}
