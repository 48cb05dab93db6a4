package dev.headgate.core.risk;

import dev.headgate.core.Limits;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change on which a rule has to fire, or to keep silent.
 *
 * @param level what the rule says of it, null when it keeps silent
 */
public record Example(String rule, String sentence, @Nullable RiskLevel level, ChangeFacts facts) {

  public static final GatedSource GATE =
      new GatedSource(
          new ObjectKey(FluxKinds.SOURCE_GROUP, "GitRepository", "flux-system", "flux-system"),
          new ObjectKey(FluxKinds.KUSTOMIZE_GROUP, "Kustomization", "flux-system", "cluster"));

  static Example fires(RiskLevel level, String rule, String sentence, String live, String after) {
    return new Example(rule, sentence, level, facts(live, after));
  }

  static Example calm(String rule, String sentence, String live, String after) {
    return new Example(rule, sentence, null, facts(live, after));
  }

  public static ChangeFacts facts(String live, String candidate) {
    return facts(rendering(manifests(live)), rendering(manifests(candidate)), Coverage.FULL);
  }

  static ChangeFacts facts(Rendering live, Rendering candidate, Coverage coverage) {
    return new ChangeFacts(
        ChangeSet.between(live.manifests(), candidate.manifests()),
        coverage,
        live,
        candidate,
        Optional.of(GATE),
        Optional.empty());
  }

  static Rendering rendering(Manifests manifests, String... floatingInputs) {
    return new Rendering(manifests, List.of(), new TreeSet<>(), List.of(floatingInputs));
  }

  /**
   * Objects of {@code flux-system/apps}, which prunes; a document that begins with the comment
   * {@code # from namespace/name} is of that Kustomization.
   */
  static Manifests manifests(String yaml) {
    return Manifests.of(
        List.of(yaml.split("(?m)^---$", -1)).stream()
            .flatMap(document -> read(document).stream())
            .toList());
  }

  private static List<Manifest> read(String document) {
    var text = document.strip();
    var kustomization =
        text.startsWith("# from ")
            ? text.lines().findFirst().orElseThrow().substring("# from ".length())
            : "flux-system/apps";
    return new ManifestReader(Limits.Yaml.STANDARD)
        .read(new Origin(kustomization, "apps.yaml"), text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code apps/v1 Deployment web/nginx} with the rest of its YAML, each line as it stands. */
  public static String object(String id, String rest) {
    var words = id.split(" ", -1);
    int slash = words[2].indexOf('/');
    var namespace = slash < 0 ? "" : ", namespace: " + words[2].substring(0, slash);
    return "---\napiVersion: %s\nkind: %s\nmetadata: {name: %s%s}\n%s\n"
        .formatted(words[0], words[1], words[2].substring(slash + 1), namespace, rest);
  }

  /** The same object, applied by another Kustomization. */
  public static String ofKustomization(String kustomization, String object) {
    return object.replaceFirst("---\n", "---\n# from %s\n".formatted(kustomization));
  }

  @Override
  public String toString() {
    return "%s: %s is %s".formatted(rule, sentence, level == null ? "calm" : level.text());
  }
}
