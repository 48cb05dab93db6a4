package dev.headgate.core.change;

/**
 * Where an object comes from: the Flux Kustomization ({@code namespace/name}) that applies it, and
 * the file that it was read from, both empty when there is none (inline manifests).
 *
 * @param release the HelmRelease whose chart renders it, as {@link ObjectKey#toString} names it;
 *     empty for what stands in the tree itself
 * @param vouched whether Headgate rendered it, or a source whose signature was verified; what is
 *     not vouched for is judged like everything else, and proves nothing about its release
 */
public record Origin(String kustomization, String file, String release, boolean vouched) {

  public static final Origin INLINE = new Origin("", "");

  /** The origin of an object that stands in the tree itself. */
  public Origin(String kustomization, String file) {
    this(kustomization, file, "", true);
  }

  public boolean isFromChart() {
    return !release.isEmpty();
  }
}
