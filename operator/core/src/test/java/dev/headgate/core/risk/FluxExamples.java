package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.ofKustomization;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;

final class FluxExamples {

  private static final String GATED_SOURCE =
      "sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}";

  static final List<Example> ALL =
      List.of(
          scope(HIGH, "another path", "path: ./a", "path: ./b"),
          scope(HIGH, "another source", "sourceRef: {name: a}", "sourceRef: {name: b}"),
          scope(HIGH, "another namespace", "targetNamespace: a", "targetNamespace: b"),
          scope(HIGH, "pruning from now on", "prune: false", "prune: true"),
          scope(MEDIUM, "no more pruning", "prune: true", "prune: false"),
          scope(HIGH, "another cluster", "a: 1", "kubeConfig: {secretRef: {name: x}}"),
          scope(MEDIUM, "a dependency less", "dependsOn: [{name: a}]", "dependsOn: []"),
          calm(
              "FluxScope",
              "a dependency more",
              kustomization("web/app", "dependsOn: []"),
              kustomization("web/app", "dependsOn: [{name: a}]")),
          calm(
              "FluxScope",
              "kustomize's own file of that kind",
              object("kustomize.config.k8s.io/v1beta1 Kustomization a", "spec: {path: ./a}"),
              object("kustomize.config.k8s.io/v1beta1 Kustomization a", "spec: {path: ./b}")),
          fires(HIGH, "FluxPrune", "an app that goes", kustomization("web/app", "prune: true"), ""),
          calm(
              "FluxPrune",
              "one that leaves all behind",
              kustomization("web/app", "prune: true, deletionPolicy: Orphan"),
              ""),
          fires(
              HIGH,
              "FluxMove",
              "a claim that changes its Kustomization",
              ofKustomization("flux-system/a", object("v1 PersistentVolumeClaim web/data", "")),
              ofKustomization("flux-system/b", object("v1 PersistentVolumeClaim web/data", ""))),
          fires(
              MEDIUM,
              "FluxMove",
              "a Deployment that does",
              ofKustomization("flux-system/a", object("apps/v1 Deployment web/app", "")),
              ofKustomization("flux-system/b", object("apps/v1 Deployment web/app", ""))),
          calm(
              "FluxMove",
              "a claim that Flux keeps",
              ofKustomization("flux-system/a", keptClaim()),
              ofKustomization("flux-system/b", keptClaim())),
          fires(
              MEDIUM,
              "FluxOtherSource",
              "a Kustomization of another repository",
              "",
              kustomization("web/app", "sourceRef: {kind: GitRepository, name: elsewhere}")),
          calm(
              "FluxOtherSource",
              "a Kustomization of this one",
              "",
              kustomization("web/app", GATED_SOURCE)),
          fires(
              HIGH,
              "Headgate",
              "a gate",
              object("headgate.dev/v1alpha1 PromotionGate flux-system/cluster", "spec: {a: 1}"),
              object("headgate.dev/v1alpha1 PromotionGate flux-system/cluster", "spec: {a: 2}")),
          fires(
              HIGH,
              "Headgate",
              "a policy that guards it",
              object(
                  "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy headgate-guard",
                  "spec: {}"),
              ""),
          calm("Headgate", "a ConfigMap", "", object("v1 ConfigMap web/app", "data: {}")),
          fires(
              HIGH,
              "Flux",
              "a patch of Flux",
              object(
                  "fluxcd.controlplane.io/v1 FluxInstance flux-system/flux",
                  "spec: {distribution: {version: 2.7.1}}"),
              object(
                  "fluxcd.controlplane.io/v1 FluxInstance flux-system/flux",
                  "spec: {distribution: {version: 2.7.2}}")),
          calm(
              "Flux",
              "an app's Kustomization",
              kustomization("web/app", "path: ./a"),
              kustomization("web/app", "path: ./b")),
          fires(
              HIGH,
              "GatedSource",
              "the interval of the gated source",
              source("flux-system/flux-system", "interval: 1h"),
              source("flux-system/flux-system", "interval: 2h")),
          calm(
              "GatedSource",
              "another source",
              source("web/other", "interval: 1h"),
              source("web/other", "interval: 2h")));

  private static Example scope(RiskLevel level, String sentence, String before, String after) {
    return fires(
        level,
        "FluxScope",
        sentence,
        kustomization("web/app", before),
        kustomization("web/app", after));
  }

  static String kustomization(String name, String spec) {
    return object(
        "kustomize.toolkit.fluxcd.io/v1 Kustomization " + name, "spec: {%s}".formatted(spec));
  }

  static String source(String name, String spec) {
    return object(
        "source.toolkit.fluxcd.io/v1 GitRepository " + name, "spec: {%s}".formatted(spec));
  }

  private static String keptClaim() {
    return object("v1 PersistentVolumeClaim web/data", "")
        .replace(
            "metadata: {",
            "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, ");
  }

  private FluxExamples() {}
}
