package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a kind of source has its pin. In Flux it beats every other reference of the same source:
 * branch, name and tag of a GitRepository, tag and range of versions of an OCIRepository.
 */
public enum PinField {
  COMMIT("GitRepository", "commit", ""),
  /** What a registry calls a manifest; Flux takes no other algorithm. */
  DIGEST("OCIRepository", "digest", "sha256:");

  private final String kind;
  private final String field;
  private final String algorithm;

  PinField(String kind, String field, String algorithm) {
    this.kind = kind;
    this.field = field;
    this.algorithm = algorithm;
  }

  /** Empty for kinds that cannot be pinned. */
  public static Optional<PinField> of(String kind) {
    return Arrays.stream(values()).filter(pin -> pin.kind.equals(kind)).findFirst();
  }

  /**
   * The same, for a source that a gate holds.
   *
   * @throws IllegalArgumentException for kinds that cannot be pinned
   */
  public static PinField of(FluxObject source) {
    return of(source.kind())
        .orElseThrow(() -> new IllegalArgumentException(source.kind() + " cannot be pinned"));
  }

  public ResourceDefinitionContext kind() {
    return FluxKinds.source(kind).orElseThrow();
  }

  /** As people write it. */
  public String path() {
    return "spec.ref." + field;
  }

  /** What a source is pinned to, as {@link Revision#commit()} has it. */
  public Optional<String> read(FluxObject source) {
    return source
        .text("/spec/ref/" + field)
        .map(text -> text.startsWith(algorithm) ? text.substring(algorithm.length()) : text);
  }

  /** The pin that shows a revision. */
  void write(ObjectNode ref, Revision revision) {
    ref.put(field, algorithm + revision.commit());
  }

  void remove(ObjectNode ref) {
    ref.remove(field);
  }

  /** Its entry in managedFields. */
  String managed() {
    return "/f:spec/f:ref/f:" + field;
  }
}
