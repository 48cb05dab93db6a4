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
          scope(
              MEDIUM,
              "a dependency on another namespace",
              "dependsOn: [{name: a, namespace: b}]",
              "dependsOn: [{name: a}]"),
          scope(MEDIUM, "no more decryption", "decryption: {provider: sops}", "a: 1"),
          calm("FluxScope", "a new Kustomization", "", kustomization("web/app", "path: ./a")),
          calm("FluxPrune", "one that never pruned", kustomization("web/app", "prune: false"), ""),
          calm(
              "FluxPrune",
              "one that stays",
              kustomization("web/app", "prune: true"),
              kustomization("web/app", "prune: true, path: ./b")),
          calm(
              "FluxPrune",
              "one that Flux keeps",
              kustomization("web/app", "prune: true")
                  .replace(
                      "metadata: {",
                      "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, "),
              ""),
          calm(
              "FluxPrune",
              "another kind with a field of that name",
              object("example.org/v1 Orchard web/app", "spec: {prune: true}"),
              ""),
          fires(
              HIGH,
              "FluxMove",
              "a release, with which the volumes of its chart go",
              ofKustomization("flux-system/a", helmRelease()),
              ofKustomization("flux-system/b", helmRelease())),
          calm(
              "FluxMove",
              "what no Kustomization had before",
              ofKustomization("", helmRelease()),
              ofKustomization("flux-system/b", helmRelease())),
          fires(
              MEDIUM,
              "FluxOtherSource",
              "a Kustomization of a source of that name elsewhere",
              "",
              kustomization("web/app", "sourceRef: {kind: GitRepository, name: flux-system}")),
          fires(
              MEDIUM,
              "FluxOtherSource",
              "a Kustomization of another kind of source",
              "",
              kustomization("flux-system/app", "sourceRef: {kind: Bucket, name: flux-system}")),
          calm(
              "FluxOtherSource",
              "a Kustomization beside its source",
              "",
              kustomization(
                  "flux-system/a", "sourceRef: {kind: GitRepository, name: flux-system}")),
          calm("FluxOtherSource", "a release", "", helmRelease()),
          fires(
              HIGH,
              "Headgate",
              "the definition of a gate",
              "",
              object(
                  "apiextensions.k8s.io/v1 CustomResourceDefinition promotiongates.headgate.dev",
                  "spec: {}")),
          fires(
              HIGH,
              "Headgate",
              "other values of its chart",
              object(
                  "helm.toolkit.fluxcd.io/v2 HelmRelease sys/h",
                  "spec: {chart: {spec: {chart: headgate}}, values: {a: 1}}"),
              object(
                  "helm.toolkit.fluxcd.io/v2 HelmRelease sys/h",
                  "spec: {chart: {spec: {chart: headgate}}, values: {a: 2}}")),
          calm(
              "Headgate",
              "a policy that guards something else",
              "",
              object(
                  "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy other", "spec: {}")),
          calm(
              "Headgate",
              "an app's object of that name",
              "",
              object("example.org/v1 Page web/headgate", "spec: {}")),
          fires(
              HIGH,
              "Flux",
              "the definition of a Kustomization",
              "",
              object(
                  "apiextensions.k8s.io/v1 CustomResourceDefinition"
                      + " kustomizations.kustomize.toolkit.fluxcd.io",
                  "spec: {}")),
          fires(
              HIGH,
              "Flux",
              "a controller of Flux",
              "",
              object("apps/v1 Deployment flux-system/source-controller", "spec: {}")),
          calm(
              "Flux",
              "the gated source, though it is named like Flux",
              source("flux-system/flux-system", "interval: 1h"),
              source("flux-system/flux-system", "interval: 2h")),
          fires(
              HIGH,
              "GatedSource",
              "the Kustomization that the gate names",
              kustomization("flux-system/cluster", "interval: 1h"),
              kustomization("flux-system/cluster", "interval: 2h")),
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

  private static String helmRelease() {
    return object("helm.toolkit.fluxcd.io/v2 HelmRelease web/app", "spec: {values: {a: 1}}");
  }

  private static String keptClaim() {
    return object("v1 PersistentVolumeClaim web/data", "")
        .replace(
            "metadata: {",
            "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, ");
  }

  private FluxExamples() {}
}
