package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxObject;

/**
 * {@code <gate>-head}: an ungated copy of the gated source, by which Headgate sees what is newest.
 */
public final class HeadSource {

  /** How often head is looked at when no webhook speaks; a pinned source wants a long interval. */
  private static final String INTERVAL = "1m";

  private static final String SUFFIX = "-head";

  private HeadSource() {}

  public static String nameFor(String gate) {
    return gate + SUFFIX;
  }

  /** What the head source of this gate must be, given its gated source. */
  public static ObjectNode desired(PromotionGate gate, FluxObject gated) {
    return SourceCopy.of(gate, gated, nameFor(gate.getMetadata().getName()), INTERVAL);
  }
}
