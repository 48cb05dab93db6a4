package dev.headgate.faults.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One revision of one object, as the API server stored it.
 *
 * @param version the revision of the whole store: it orders all objects of a cluster
 * @param at when it was heard of
 * @param deleted whether this is the last that was seen of it
 */
public record Seen(
    long version, Instant at, String cluster, String resource, boolean deleted, JsonNode object) {

  String name() {
    return text("/metadata/name");
  }

  String namespace() {
    return text("/metadata/namespace");
  }

  String uid() {
    return text("/metadata/uid");
  }

  /** Empty for what is not there. */
  String text(String pointer) {
    return object.at(pointer).asText("");
  }

  boolean isOnHost() {
    return cluster.equals("host");
  }

  boolean is(String kind) {
    return resource.equals(kind);
  }

  /** For people: {@code gitrepositories/flux-system at 123}. */
  @Override
  public String toString() {
    return "%s/%s at %d".formatted(resource, name(), version);
  }
}
