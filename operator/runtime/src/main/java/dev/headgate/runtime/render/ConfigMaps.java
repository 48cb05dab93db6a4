package dev.headgate.runtime.render;

import java.util.Map;
import java.util.Optional;

/** Where {@code postBuild.substituteFrom} finds ConfigMaps that the tree does not hold itself. */
@FunctionalInterface
public interface ConfigMaps {

  ConfigMaps NONE = (namespace, name) -> Optional.empty();

  /** The ConfigMap's data; empty when there is none, or it may not be read. */
  Optional<Map<String, String>> data(String namespace, String name);
}
