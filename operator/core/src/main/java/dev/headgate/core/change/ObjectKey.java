package dev.headgate.core.change;

import java.util.Comparator;

/**
 * Names one object whatever the version it is written in. {@code namespace} is empty for
 * cluster-scoped objects, {@code group} for the core API.
 */
public record ObjectKey(String group, String kind, String namespace, String name)
    implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::kind)
          .thenComparing(ObjectKey::group)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  public boolean isA(String aGroup, String aKind) {
    return group.equals(aGroup) && kind.equals(aKind);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment.apps/web/nginx}, as people read it: kind, group, namespace, name. */
  @Override
  public String toString() {
    return kind
        + (group.isEmpty() ? "" : "." + group)
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + name;
  }
}
