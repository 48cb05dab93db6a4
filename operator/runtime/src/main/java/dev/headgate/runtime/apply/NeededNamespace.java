package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Origin;
import dev.headgate.runtime.rest.Json;

/** A namespace that objects lie in and that nothing in their set defines. */
final class NeededNamespace {

  private NeededNamespace() {}

  static Manifest manifest(String name) {
    var content = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
    content.putObject("metadata").put("name", name);
    return new Manifest(Inventory.namespaceKey(name), "v1", content, Origin.INLINE, false);
  }
}
