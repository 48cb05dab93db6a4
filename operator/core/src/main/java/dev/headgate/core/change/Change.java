package dev.headgate.core.change;

import java.util.Optional;

/**
 * One object's difference between live and candidate. Digests are over the normal form and are
 * present exactly where the manifest is. A change of nothing but its Kustomization (an object that
 * moves) is a change too.
 */
public record Change(
    ObjectKey key,
    Optional<Manifest> before,
    Optional<Manifest> after,
    Optional<Digest> digestBefore,
    Optional<Digest> digestAfter) {

  public enum Op {
    CREATE,
    UPDATE,
    DELETE
  }

  public Op op() {
    if (before.isEmpty()) {
      return Op.CREATE;
    }
    return after.isEmpty() ? Op.DELETE : Op.UPDATE;
  }

  /** What identifies this change in a change set: the object with its digests on either side. */
  public Entry entry() {
    return new Entry(key, digestBefore, digestAfter);
  }

  /** The identity of a change. */
  public record Entry(ObjectKey key, Optional<Digest> before, Optional<Digest> after) {}
}
