package dev.headgate.runtime.render;

import dev.headgate.core.change.Rendering;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/** What became of rendering a tree. */
public sealed interface RenderResult {

  record Rendered(Rendering rendering) implements RenderResult {}

  /** Flux could not build it either, or it breaks a limit; every finding that was made. */
  record Refused(List<Finding> findings) implements RenderResult {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
