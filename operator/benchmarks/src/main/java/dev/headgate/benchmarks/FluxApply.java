package dev.headgate.benchmarks;

import dev.headgate.local.Lab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Flux's real kustomize-controller, from the moment that its source is there. */
final class FluxApply implements Contestant {

  private final Lab lab;
  private final Path folder;

  FluxApply(Lab lab, Path folder) {
    this.lab = lab;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "kustomize-controller";
  }

  @Override
  public Cost apply(Pile objects) throws InterruptedException {
    var namespace = objects.namespace();
    var git = LocalGit.init(folder.resolve(namespace));
    var commit =
        git.commit(
            "all of it",
            Map.of("kustomization.yaml", "resources: [all.yaml]\n", "all.yaml", objects.yaml()));
    Yaml.apply(lab.host().client(), Yaml.source(namespace, git.url()));
    Waiting.until(
        "the source is there", () -> source(namespace).flatMap(FluxObject::artifact).isPresent());
    var pid = Cpu.pidOf("kustomize-controller");
    var cpu = Cpu.of(pid);
    var began = System.nanoTime();
    Yaml.apply(lab.host().client(), Yaml.kustomization(namespace, "all", "./") + "  wait: true\n");
    Waiting.until(
        "Flux has applied it",
        () ->
            kustomization(namespace)
                .flatMap(all -> all.text("/status/lastAppliedRevision"))
                .filter(revision -> revision.endsWith(commit))
                .isPresent());
    return new Cost(Duration.ofNanos(System.nanoTime() - began), Cpu.of(pid).minus(cpu));
  }

  private Optional<FluxObject> source(String namespace) {
    return Yaml.flux(lab.host().client(), FluxKinds.GIT_REPOSITORY, namespace, Yaml.SOURCE);
  }

  private Optional<FluxObject> kustomization(String namespace) {
    return Yaml.flux(lab.host().client(), FluxKinds.KUSTOMIZATION, namespace, "all");
  }
}
