package dev.headgate.core.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.FluxKustomization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Kustomizations that Flux in a sandbox begins with: those of the host that follow the gated
 * source and that no other one makes, as the host has them.
 */
public final class Roots {

  private Roots() {}

  /**
   * The same without what ties them to the host.
   *
   * @param followers of the gated source on the host
   * @param root the one that the gate names, which is one even when it makes itself
   * @param path of {@code root}, where the gate says so
   * @param variables added to its {@code postBuild.substitute}
   */
  public static List<Manifest> of(
      Collection<FluxKustomization> followers,
      ObjectKey root,
      Optional<String> path,
      Map<String, String> variables,
      Manifests live,
      Manifests candidate) {
    return followers.stream()
        .filter(follower -> !follower.isRemote())
        .filter(
            follower ->
                follower.key().equals(root)
                    || (live.get(follower.key()).isEmpty()
                        && candidate.get(follower.key()).isEmpty()))
        .map(
            follower ->
                follower.key().equals(root)
                    ? manifest(follower, path, variables)
                    : manifest(follower, Optional.empty(), Map.of()))
        .toList();
  }

  private static Manifest manifest(
      FluxKustomization follower, Optional<String> path, Map<String, String> variables) {
    var content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", follower.content().path("apiVersion").asText());
    content.put("kind", FluxKustomization.KIND);
    content
        .putObject("metadata")
        .put("name", follower.name())
        .put("namespace", follower.namespace());
    var spec = spec(follower.spec());
    path.ifPresent(value -> spec.put("path", value));
    if (!variables.isEmpty()) {
      var substitute = spec.withObjectProperty("postBuild").withObjectProperty("substitute");
      variables.forEach(substitute::put);
    }
    content.set("spec", spec);
    return new Manifest(
        follower.key(), content.path("apiVersion").asText(), content, Origin.INLINE, true);
  }

  /** One that the host suspends is not run there either; here it has to show what it would do. */
  private static ObjectNode spec(JsonNode spec) {
    var copy =
        spec instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    copy.remove("suspend");
    return copy;
  }
}
