package dev.headgate.core.ground;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What objects expect of a Secret that they name. */
record SecretNeed(String type, SortedSet<String> keys) {

  static final String OPAQUE = "Opaque";
  static final String TLS = "kubernetes.io/tls";
  static final String REGISTRY = "kubernetes.io/dockerconfigjson";

  SecretNeed {
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }

  /** Of two users who want it in different ways, the one with a type knows better. */
  SecretNeed and(SecretNeed other) {
    var all = new TreeSet<>(keys);
    all.addAll(other.keys);
    return new SecretNeed(type.equals(OPAQUE) ? other.type : type, all);
  }
}
