package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxObject;

/**
 * {@code <gate>-candidate}: a copy of a gated OCIRepository that shows the digest which its head
 * source found. What is proven are its bytes: source-controller looks up the digest of a tag and
 * then pulls by the tag, so that a tag which moves in between gives a head source other bytes than
 * those of the digest that it names. A GitRepository needs none, its commits are content addressed
 * as they are fetched.
 */
public final class CandidateSource {

  /** A digest does not change; source-controller tries again by itself after a failure. */
  private static final String INTERVAL = "1h";

  private static final String SUFFIX = "-candidate";

  private CandidateSource() {}

  public static String nameFor(String gate) {
    return gate + SUFFIX;
  }

  /** What the candidate source of this gate must be, given its gated source and what is newest. */
  public static ObjectNode desired(PromotionGate gate, FluxObject gated, Revision newest) {
    var copy = SourceCopy.of(gate, gated, nameFor(gate.getMetadata().getName()), INTERVAL);
    var ref = JsonNodeFactory.instance.objectNode();
    PinField.of(gated).write(ref, newest);
    ((ObjectNode) copy.get("spec")).set("ref", ref);
    return copy;
  }
}
