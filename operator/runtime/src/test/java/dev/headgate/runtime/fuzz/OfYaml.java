package dev.headgate.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.FieldDiff;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.FloatingInputs;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.rendered.HelmHook;
import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.risk.Classifier;
import dev.headgate.core.risk.GatedSource;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import dev.headgate.core.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Streams of YAML and JSON, and the objects in them. */
final class OfYaml {

  static final Limits.Yaml LIMITS = new Limits.Yaml(64 * 1024, 50, 3_000, 30, 20, 500);

  private static final ManifestReader READER = new ManifestReader(LIMITS);
  private static final ObjectKey SOURCE =
      new ObjectKey("source.toolkit.fluxcd.io", "GitRepository", "flux-system", "flux-system");
  private static final ObjectKey ROOT =
      new ObjectKey(FluxKustomization.GROUP, FluxKustomization.KIND, "flux-system", "flux-system");

  private OfYaml() {}

  /** Within limits, JSON all the way down, and the same when it is written and read again. */
  static Optional<String> documents(byte[] bytes) {
    new Documents(LIMITS).requireWithinLimits("here", bytes);
    var documents = new Documents(LIMITS).read("here", bytes);
    assertThat(documents).hasSizeLessThanOrEqualTo(LIMITS.documents());
    for (var document : documents) {
      assertWithinLimits(document);
      if (document.content().isContainerNode() && !document.content().isEmpty()) {
        assertThat(again(document.content())).isEqualTo(document.content());
      }
    }
    return Optional.empty();
  }

  private static void assertWithinLimits(Document document) {
    assertThat(depth(document.content())).isLessThanOrEqualTo(LIMITS.depth());
    assertThat(nodes(document.content()))
        .isLessThanOrEqualTo(LIMITS.values() + LIMITS.aliasNodes());
  }

  private static int depth(JsonNode node) {
    var deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }

  private static int nodes(JsonNode node) {
    var count = 1;
    for (JsonNode child : node) {
      count += nodes(child);
    }
    return count;
  }

  private static JsonNode again(JsonNode content) {
    var wider = new Limits.Yaml(1 << 24, 50, 10_000, 40, 20, 500);
    return new Documents(wider)
        .read("written", YamlText.of(content).getBytes(StandardCharsets.UTF_8))
        .getFirst()
        .content();
  }

  /** What is decided about objects knows every shape, and does not depend on their order. */
  static Optional<String> manifests(byte[] bytes) {
    var read = READER.read(new Origin("flux-system/apps", "apps.yaml"), bytes);
    assertThat(read).hasSizeLessThanOrEqualTo(LIMITS.documents() * LIMITS.documents());
    Manifests all;
    try {
      all = Manifests.of(read);
    } catch (DuplicateObjectException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    var changes = ChangeSet.between(Manifests.NONE, all);
    assertThat(changes.digest())
        .isEqualTo(ChangeSet.between(Manifests.NONE, turned(read)).digest());
    assertThat(ChangeSet.between(all, turned(read)).isEmpty()).isTrue();
    judge(Manifests.NONE, all);
    judge(all, Manifests.NONE);
    judge(all, Manifests.of(read.stream().map(OfYaml::emptied).toList()));
    judge(Manifests.of(read.stream().map(OfYaml::emptied).toList()), all);
    FloatingInputs.of(all, new SourceRef("GitRepository", "flux-system", "flux-system"));
    read.forEach(OfYaml::lookAt);
    return Optional.empty();
  }

  private static void judge(Manifests live, Manifests candidate) {
    var changes = ChangeSet.between(live, candidate);
    var risk =
        Classifier.classify(
            new ChangeFacts(
                changes,
                Coverage.FULL,
                rendering(live),
                rendering(candidate),
                Optional.of(new GatedSource(SOURCE, ROOT)),
                Optional.empty()));
    assertThat(risk).isNotNull();
    changes.changes().forEach(FieldDiff::paths);
  }

  private static Rendering rendering(Manifests manifests) {
    return new Rendering(manifests, List.of(), new TreeSet<>(), List.of(), new TreeSet<>());
  }

  private static void lookAt(Manifest manifest) {
    HelmHook.of(manifest);
    FluxKustomization.of(manifest.content())
        .ifPresent(
            flux -> {
              flux.sourceRef();
              flux.folder();
              flux.parent();
              flux.commonMetadata("labels");
            });
  }

  private static Manifest emptied(Manifest manifest) {
    var content = manifest.content().deepCopy();
    content.retain("apiVersion", "kind", "metadata");
    return with(manifest, content);
  }

  /** The same objects, the last first, and of each the last field first. */
  private static Manifests turned(List<Manifest> manifests) {
    var turned = new ArrayList<Manifest>();
    manifests.forEach(
        manifest -> turned.add(with(manifest, (ObjectNode) turned(manifest.content()))));
    Collections.reverse(turned);
    return Manifests.of(turned);
  }

  private static JsonNode turned(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var names =
            new ArrayList<>(object.properties().stream().map(field -> field.getKey()).toList());
        Collections.reverse(names);
        var copy = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> copy.set(name, turned(object.path(name))));
        yield copy;
      }
      case ArrayNode list -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> copy.add(turned(item)));
        yield copy;
      }
      default -> node;
    };
  }

  private static Manifest with(Manifest manifest, ObjectNode content) {
    return new Manifest(
        manifest.key(), manifest.apiVersion(), content, manifest.origin(), manifest.prune());
  }
}
