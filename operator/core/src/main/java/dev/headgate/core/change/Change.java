package dev.headgate.core.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

  /** The field before the change; missing when the object, the field or its value is. */
  public JsonNode fieldBefore(String... path) {
    return field(before, path);
  }

  /** The field after the change; missing when the object, the field or its value is. */
  public JsonNode fieldAfter(String... path) {
    return field(after, path);
  }

  private static JsonNode field(Optional<Manifest> side, String... path) {
    JsonNode node = side.<JsonNode>map(Manifest::content).orElse(MissingNode.getInstance());
    for (var step : path) {
      node = node.path(step);
    }
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  /** Whether the field is not the same on both sides, whatever its spelling. */
  public boolean differsAt(String... path) {
    var left = fieldBefore(path);
    var right = fieldAfter(path);
    return !left.equals(right)
        && !NormalForm.canonicalText(left).equals(NormalForm.canonicalText(right));
  }

  /** What identifies this change in a change set: the object with its digests on either side. */
  public Entry entry() {
    return new Entry(key, digestBefore, digestAfter);
  }

  /** The identity of a change. */
  public record Entry(ObjectKey key, Optional<Digest> before, Optional<Digest> after) {}
}
