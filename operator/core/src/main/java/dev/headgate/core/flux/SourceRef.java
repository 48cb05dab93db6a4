package dev.headgate.core.flux;

/** Names a Flux source, the one thing that a gate pins. */
public record SourceRef(String kind, String namespace, String name) {

  @Override
  public String toString() {
    return "%s/%s/%s".formatted(kind, namespace, name);
  }
}
