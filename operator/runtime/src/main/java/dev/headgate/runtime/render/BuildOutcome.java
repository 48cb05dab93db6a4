package dev.headgate.runtime.render;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import java.util.List;

/** What became of building one Flux Kustomization. */
sealed interface BuildOutcome {

  /** What it stands for; {@code bytes} is the size of what kustomize printed. */
  record Built(List<Manifest> manifests, List<Gap> gaps, int bytes) implements BuildOutcome {
    public Built {
      manifests = List.copyOf(manifests);
      gaps = List.copyOf(gaps);
    }
  }

  record Failed(String message) implements BuildOutcome {}
}
