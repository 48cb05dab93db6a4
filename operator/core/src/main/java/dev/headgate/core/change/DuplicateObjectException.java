package dev.headgate.core.change;

/** One object stands in two places, so nobody can tell which of them would win. */
public final class DuplicateObjectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DuplicateObjectException(ObjectKey key, Origin first, Origin second) {
    super("%s is defined twice: in %s and in %s".formatted(key, place(first), place(second)));
  }

  private static String place(Origin origin) {
    if (origin.equals(Origin.INLINE)) {
      return "the inline manifests";
    }
    return origin.kustomization().isEmpty()
        ? origin.file()
        : "%s (Kustomization %s)".formatted(origin.file(), origin.kustomization());
  }
}
