package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec.Rendered;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.kube.FluxObject;
import java.util.Optional;

/**
 * {@code <gate>-rendered-head} and {@code <gate>-rendered-live}: copies of the source to which CI
 * publishes its renderings, each following the tag of one commit. source-controller keeps what a
 * copy shows, so live's rendering is still there when Headgate starts again. They carry the label
 * of head sources, whose policy keeps everybody else from saying what they show.
 */
public enum RenderedCopy {
  HEAD("-rendered-head"),
  LIVE("-rendered-live");

  /** Marks what Headgate copied for a gate; its value is the gate's name. */
  public static final String LABEL = "headgate.dev/head-of";

  private static final String INTERVAL = "1m";
  private static final String TAGS = "refs/tags/";
  private static final String GIT = "GitRepository";

  /** The annotation by which CI says which commit it rendered ({@code flux push --revision}). */
  private static final String REVISION =
      "/status/artifact/metadata/org.opencontainers.image.revision";

  private final String suffix;

  RenderedCopy(String suffix) {
    this.suffix = suffix;
  }

  public String nameFor(String gate) {
    return gate + suffix;
  }

  /** What the copy must be to show what CI renders of {@code revision}. */
  public ObjectNode desired(
      PromotionGate gate, Rendered rendered, FluxObject template, Revision revision) {
    var copy = JsonNodeFactory.instance.objectNode();
    copy.put("apiVersion", template.json().path("apiVersion").asText());
    copy.put("kind", template.kind());
    var name = gate.getMetadata().getName();
    var metadata = copy.putObject("metadata");
    metadata.put("name", nameFor(name)).put("namespace", gate.getMetadata().getNamespace());
    metadata.putObject("labels").put(LABEL, name);
    template
        .annotation(FluxObject.REQUESTED_AT)
        .ifPresent(at -> metadata.putObject("annotations").put(FluxObject.REQUESTED_AT, at));
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", gate.getApiVersion())
        .put("kind", gate.getKind())
        .put("name", name)
        .put("uid", gate.getMetadata().getUid());
    copy.set("spec", spec(rendered, template, revision));
    return copy;
  }

  private static ObjectNode spec(Rendered rendered, FluxObject template, Revision revision) {
    var spec = template.spec().deepCopy();
    spec.remove("suspend");
    spec.put("interval", INTERVAL);
    var ref = spec.putObject("ref");
    var tag = rendered.tagOf(revision.commit());
    if (isGit(template)) {
      ref.put("name", TAGS + tag);
    } else {
      ref.put("tag", tag);
    }
    return spec;
  }

  /** Whether {@code actual} already is what {@link #desired} says. */
  public static boolean matches(ObjectNode desired, FluxObject actual) {
    return actual.spec().equals(desired.get("spec"))
        && actual
            .annotation(FluxObject.REQUESTED_AT)
            .equals(new FluxObject(desired).annotation(FluxObject.REQUESTED_AT));
  }

  /**
   * The artifact that {@code copy} shows of that revision. Empty while it follows another commit,
   * is not what it has to be, or shows what was rendered of another one: an OCI artifact says so
   * itself, of a Git repository the tag is the witness.
   */
  public static Optional<Artifact> shown(
      PromotionGate gate,
      Rendered rendered,
      FluxObject template,
      FluxObject copy,
      Revision revision) {
    return isOf(gate, copy)
            && isObserved(copy)
            && copy.spec().equals(spec(rendered, template, revision))
        ? copy.artifact().filter(artifact -> speaksOf(copy, artifact, rendered, revision))
        : Optional.empty();
  }

  /** Whether Headgate made it for this gate, so that it was guarded from the beginning. */
  public static boolean isOf(PromotionGate gate, FluxObject copy) {
    return copy.label(LABEL).filter(gate.getMetadata().getName()::equals).isPresent()
        && copy.text("/metadata/ownerReferences/0/uid")
            .filter(gate.getMetadata().getUid()::equals)
            .isPresent();
  }

  /** Whether source-controller has acted on the spec as it is now. */
  private static boolean isObserved(FluxObject copy) {
    return copy.json().at("/status/observedGeneration").asLong(-1) == generation(copy);
  }

  private static long generation(FluxObject copy) {
    return copy.json().at("/metadata/generation").asLong();
  }

  private static boolean speaksOf(
      FluxObject copy, Artifact artifact, Rendered rendered, Revision revision) {
    return isGit(copy)
        ? artifact.revision().text().startsWith(TAGS + rendered.tagOf(revision.commit()) + "@")
        : copy.text(REVISION)
            .filter(text -> !text.isBlank())
            .filter(text -> new Revision(text).sameCommit(revision))
            .isPresent();
  }

  /** Whether source-controller verified the signature of what the copy shows. */
  public static boolean isVerified(FluxObject copy) {
    return copy.spec().has("verify")
        && copy.condition("SourceVerified")
            .filter(verified -> verified.path("status").asText().equals("True"))
            .filter(verified -> verified.path("observedGeneration").asLong(-1) == generation(copy))
            .isPresent();
  }

  private static boolean isGit(FluxObject source) {
    return source.kind().equals(GIT);
  }
}
