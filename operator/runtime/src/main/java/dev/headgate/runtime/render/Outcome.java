package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.FloatingInputs;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.render.BuildOutcome.Built;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts the builds of one tree together. */
final class Outcome {

  static final String CHECK = "Render";

  private final RenderRequest request;
  private final Inflations inflations;
  private final Limits limits;
  private final Collection<BuildStep> steps;
  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final TreeSet<String> covered = new TreeSet<>();
  private final TreeSet<String> unrendered = new TreeSet<>();
  private final TreeSet<String> floating = new TreeSet<>();

  Outcome(
      RenderRequest request,
      Limits limits,
      Collection<BuildStep> steps,
      Map<String, Built> built,
      Inflations inflations) {
    this.request = request;
    this.inflations = inflations;
    this.limits = limits;
    this.steps = steps;
    for (BuildStep step : steps) {
      var result = built.get(step.flux().id());
      if (result != null) {
        manifests.addAll(result.manifests());
        gaps.addAll(result.gaps());
      }
    }
  }

  RenderResult result(Collection<Finding> findings) {
    if (!findings.isEmpty()) {
      return new RenderResult.Refused(List.copyOf(findings));
    }
    if (manifests.size() > limits.render().objects()) {
      return refused("more than %d objects".formatted(limits.render().objects()));
    }
    steps.forEach(this::cover);
    try {
      var all = Manifests.of(manifests);
      var charts = inflations.of(all);
      floating.addAll(FloatingInputs.of(charts.objects(), request.source()));
      gaps.addAll(charts.gaps());
      covered.addAll(charts.covered());
      unrendered.addAll(charts.unrendered());
      if (charts.objects().size() > limits.render().objects()) {
        return refused("more than %d objects".formatted(limits.render().objects()));
      }
      return new RenderResult.Rendered(
          new Rendering(charts.objects(), gaps, covered, List.copyOf(floating), unrendered));
    } catch (DuplicateObjectException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private void cover(BuildStep step) {
    var flux = step.flux();
    if (flux.isRemote()) {
      unrendered.addAll(step.inputs().read());
      gaps.add(
          new Gap(
              Gap.Kind.NOT_CHECKED,
              flux.key().toString(),
              "its objects go to another cluster (spec.kubeConfig)"));
    } else {
      covered.addAll(step.inputs().read());
      covered.add(TreePath.prefix(step.folder()));
    }
    for (String reference : step.inputs().remote()) {
      var shown = reference.replaceAll("//[^/@]*@", "//");
      floating.add("Kustomization/%s: remote base %s".formatted(flux.id(), shown));
      gaps.add(
          new Gap(
              Gap.Kind.REMOTE_BASE,
              flux.key().toString(),
              "%s was left out: it lies outside the tree".formatted(shown)));
    }
  }

  private RenderResult refused(String message) {
    return new RenderResult.Refused(
        List.of(new Finding(CHECK, request.source().toString(), "", message)));
  }
}
