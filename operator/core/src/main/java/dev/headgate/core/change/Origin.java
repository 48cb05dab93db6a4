package dev.headgate.core.change;

/**
 * Where an object comes from: the Flux Kustomization ({@code namespace/name}) that applies it, and
 * the file that it was read from, both empty when there is none (inline manifests).
 */
public record Origin(String kustomization, String file) {

  public static final Origin INLINE = new Origin("", "");
}
