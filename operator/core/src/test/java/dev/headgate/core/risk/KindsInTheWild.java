package dev.headgate.core.risk;

import java.util.List;

/** Kinds that rules look into. */
final class KindsInTheWild {

  static final List<String> ALL =
      List.of(
          "v1 Namespace web",
          "v1 PersistentVolumeClaim web/data",
          "v1 Secret web/s",
          "v1 Service web/s",
          "apps/v1 DaemonSet kube-system/cilium",
          "apps/v1 Deployment web/nginx",
          "apps/v1 StatefulSet web/db",
          "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy p",
          "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration w",
          "apiextensions.k8s.io/v1 CustomResourceDefinition things.example.org",
          "helm.toolkit.fluxcd.io/v2 HelmRelease web/app",
          "kustomize.toolkit.fluxcd.io/v1 Kustomization flux-system/cluster",
          "postgresql.cnpg.io/v1 Cluster db/main",
          "rbac.authorization.k8s.io/v1 ClusterRole r",
          "rbac.authorization.k8s.io/v1 ClusterRoleBinding b",
          "source.toolkit.fluxcd.io/v1 GitRepository flux-system/flux-system",
          "source.toolkit.fluxcd.io/v1 OCIRepository web/app");

  private KindsInTheWild() {}
}
