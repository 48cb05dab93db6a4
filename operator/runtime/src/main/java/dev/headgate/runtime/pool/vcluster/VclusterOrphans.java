package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What carries the label of a vCluster sandbox on the host: HelmReleases first, then namespaces.
 */
public final class VclusterOrphans {

  private static final ServedKind NAMESPACES =
      new ServedKind("", "v1", "Namespace", "namespaces", false, Set.of("list"));

  private final ApiServer host;
  private final ServedKind releases;

  public VclusterOrphans(ApiServer host, String operatorNamespace) {
    this.host = host;
    this.releases =
        new ServedKind(
            "helm.toolkit.fluxcd.io",
            "v2",
            "HelmRelease",
            "namespaces/" + operatorNamespace + "/helmreleases",
            false,
            Set.of("list"));
  }

  /**
   * One object.
   *
   * @param sandboxUid of the ChangeSandbox that it says it is of
   */
  public record Standing(String kind, String name, String uid, String path, String sandboxUid) {

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /** Without the rights that only vClusters need there are none. */
  public List<Standing> list() throws InterruptedException {
    var standing = new ArrayList<Standing>();
    for (var kind : List.of(releases, NAMESPACES)) {
      if (Objects.metadata(host, kind, Blueprint.OF, item -> item)
          instanceof Listed.All<JsonNode>(var items, var version)) {
        items.stream()
            .filter(item -> !HostSite.isGoing(item))
            .map(item -> standing(kind, item.path("metadata")))
            .forEach(standing::add);
      }
    }
    return standing;
  }

  private static Standing standing(ServedKind kind, JsonNode metadata) {
    var name = metadata.path("name").asText();
    return new Standing(
        kind.kind(),
        name,
        metadata.path("uid").asText(),
        kind.path("", name),
        metadata.path("labels").path(Blueprint.OF).asText());
  }

  /** Exactly that one. */
  public void delete(Standing object) throws InterruptedException {
    host.send(ApiRequest.delete(object.path(), object.uid()));
  }
}
