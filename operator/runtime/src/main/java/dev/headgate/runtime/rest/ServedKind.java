package dev.headgate.runtime.rest;

import dev.headgate.core.change.ObjectKey;
import java.util.Set;

/** A kind that an API server serves, in one version, and where its objects live. */
public record ServedKind(
    String group,
    String version,
    String kind,
    String plural,
    boolean namespaced,
    Set<String> verbs) {

  public ServedKind {
    verbs = Set.copyOf(verbs);
  }

  public boolean can(String... wanted) {
    return verbs.containsAll(Set.of(wanted));
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Where all its objects are listed. */
  public String collection() {
    return root() + "/" + plural;
  }

  /** Where one object is; the namespace counts only for a namespaced kind. */
  public String path(String namespace, String name) {
    var place = namespaced ? "/namespaces/" + ApiRequest.encoded(namespace) : "";
    return root() + place + "/" + plural + "/" + ApiRequest.encoded(name);
  }

  public String path(ObjectKey key) {
    return path(key.namespace(), key.name());
  }

  private String root() {
    return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version;
  }
}
