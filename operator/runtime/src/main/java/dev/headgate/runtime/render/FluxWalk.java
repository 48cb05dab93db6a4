package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.BuildInputs;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.PostBuild;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.render.BuildOutcome.Built;
import dev.headgate.runtime.render.BuildOutcome.Failed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One rendering, to a fixpoint: what a build prints can define further Kustomizations, redefine
 * those of the cluster, and hold the ConfigMaps that others substitute from.
 */
final class FluxWalk {

  /** A tree of Kustomizations is three or four deep; more rounds than this means it oscillates. */
  private static final int MOST_ROUNDS = 20;

  private final RenderRequest request;
  private final Builds builds;
  private final Optional<Charts> charts;
  private final Limits limits;
  private final Documents documents;
  private final Followers followers;
  private final Budget budget;
  private final Map<String, BuildStep> steps = new LinkedHashMap<>();
  private final Map<String, Digest> builtKeys = new HashMap<>();
  private final Map<String, Built> built = new HashMap<>();
  private final Map<String, Finding> findings = new TreeMap<>();

  FluxWalk(RenderRequest request, Builds builds, Optional<Charts> charts, Limits limits) {
    this.request = request;
    this.builds = builds;
    this.charts = charts;
    this.limits = limits;
    this.documents = new Documents(limits.yaml());
    this.followers = new Followers(request);
    this.budget = new Budget(limits.render());
  }

  RenderResult run() throws InterruptedException {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var defined = followers.definedBy(built);
      if (defined.size() > limits.render().kustomizations()) {
        return refused("more than %d Kustomizations".formatted(limits.render().kustomizations()));
      }
      plan(defined);
      var due = steps.values().stream().filter(this::isDue).toList();
      if (due.isEmpty()) {
        var inflations = new Inflations(request, charts, limits, budget);
        return new Outcome(request, limits, steps.values(), built, inflations)
            .result(findings.values());
      }
      build(due);
    }
    return refused("the Kustomizations redefine each other without end");
  }

  private boolean isDue(BuildStep step) {
    return !step.flux().isRemote() && !step.key().equals(builtKeys.get(step.flux().id()));
  }

  private void plan(Map<String, FluxKustomization> defined) {
    var before = Map.copyOf(steps);
    var configMaps = renderedConfigMaps();
    steps.clear();
    findings.keySet().retainAll(builtKeys.keySet());
    for (FluxKustomization flux : defined.values()) {
      try {
        steps.put(flux.id(), step(flux, configMaps, Optional.ofNullable(before.get(flux.id()))));
      } catch (RefusedInputException e) {
        finding(flux, "", e.reason());
      }
    }
    built.keySet().retainAll(steps.keySet());
    builtKeys.keySet().retainAll(steps.keySet());
  }

  private BuildStep step(
      FluxKustomization flux,
      Map<ObjectKey, Map<String, String>> configMaps,
      Optional<BuildStep> before) {
    var postBuild =
        PostBuild.of(
            flux, request.variables(), name -> configMap(configMaps, flux.namespace(), name));
    if (before.filter(b -> b.flux().equals(flux) && b.postBuild().equals(postBuild)).isPresent()) {
      return before.get();
    }
    var folder = folder(flux);
    var inputs =
        before.filter(b -> b.flux().equals(flux)).map(BuildStep::inputs).isPresent()
            ? before.get().inputs()
            : BuildInputs.of(request.tree(), folder, flux, documents, limits.render());
    return BuildStep.of(flux, folder, inputs, postBuild);
  }

  private String folder(FluxKustomization flux) {
    var path = request.paths().get(flux.id());
    var folder = path == null ? flux.folder() : TreePath.resolve("", path);
    var place = flux.key() + " spec.path";
    var inTree =
        folder.orElseThrow(() -> new RefusedInputException(place, "a path that leaves the tree"));
    var prefix = TreePath.prefix(inTree);
    var first = request.tree().files().tailMap(prefix);
    if (first.isEmpty() || !first.firstKey().startsWith(prefix)) {
      throw new RefusedInputException(place, "%s is no folder of the tree".formatted(inTree));
    }
    return inTree;
  }

  private Map<ObjectKey, Map<String, String>> renderedConfigMaps() {
    var configMaps = new HashMap<ObjectKey, Map<String, String>>();
    for (Built result : built.values()) {
      for (Manifest manifest : result.manifests()) {
        if (manifest.key().isA("", "ConfigMap")) {
          var data = new HashMap<String, String>();
          manifest
              .content()
              .path("data")
              .properties()
              .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
          configMaps.put(manifest.key(), data);
        }
      }
    }
    return configMaps;
  }

  private Optional<Map<String, String>> configMap(
      Map<ObjectKey, Map<String, String>> rendered, String namespace, String name) {
    var known = rendered.get(new ObjectKey("", "ConfigMap", namespace, name));
    return known == null ? request.configMaps().data(namespace, name) : Optional.of(known);
  }

  private void build(List<BuildStep> due) throws InterruptedException {
    var outcomes = builds.run(due, budget);
    for (BuildStep step : due) {
      var id = step.flux().id();
      builtKeys.put(id, step.key());
      switch (Objects.requireNonNull(outcomes.get(id))) {
        case Built result -> {
          built.put(id, result);
          findings.remove(id);
        }
        case Failed(String message) -> {
          built.remove(id);
          finding(step.flux(), "", message);
        }
      }
    }
  }

  private void finding(FluxKustomization flux, String field, String message) {
    findings.put(flux.id(), new Finding(Outcome.CHECK, flux.key().toString(), field, message));
  }

  private RenderResult refused(String message) {
    return new RenderResult.Refused(
        List.of(new Finding(Outcome.CHECK, request.source().toString(), "", message)));
  }
}
