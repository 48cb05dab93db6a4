package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.NetworkingExamples.ociRepository;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;

final class DataExamples {

  static final List<Example> ALL =
      List.of(
          fires(MEDIUM, "Volume", "a claim that grows", claim("1Gi", "a"), claim("2Gi", "a")),
          fires(HIGH, "Volume", "a claim that shrinks", claim("1Gi", "a"), claim("1000Mi", "a")),
          fires(HIGH, "Volume", "another class", claim("1Gi", "a"), claim("2Gi", "b")),
          calm("Volume", "a new claim", "", claim("1Gi", "a")),
          fires(
              HIGH,
              "StatefulSet",
              "other volumes",
              statefulSet("x/app:1.0.0", "[{name: a}]"),
              statefulSet("x/app:1.0.0", "[{name: b}]")),
          fires(
              MEDIUM,
              "StatefulSet",
              "a minor of its image",
              statefulSet("x/app:1.0.0", "[]"),
              statefulSet("x/app:1.1.0", "[]")),
          calm(
              "StatefulSet",
              "a patch of its image",
              statefulSet("x/app:1.0.0", "[]"),
              statefulSet("x/app:1.0.1", "[]")),
          fires(
              MEDIUM,
              "Database",
              "fewer instances",
              database("instances: 3"),
              database("instances: 1")),
          calm(
              "Database",
              "a patch of its image",
              database("imageName: x/postgresql:17.5.1"),
              database("imageName: x/postgresql:17.5.2")),
          fires(
              HIGH,
              "StorageSystem",
              "a minor of rook",
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.18.1"),
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.19.0")),
          fires(
              MEDIUM,
              "StorageSystem",
              "a patch of rook",
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.18.1"),
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.18.2")),
          calm(
              "StorageSystem",
              "an app",
              ociRepository("web/app", "oci://example.org/app", "1.18.1"),
              ociRepository("web/app", "oci://example.org/app", "2.0.0")),
          fires(HIGH, "Deletion", "a claim", claim("1Gi", "a"), ""),
          fires(HIGH, "Deletion", "a database", database("instances: 3"), ""),
          fires(HIGH, "Deletion", "a namespace", object("v1 Namespace web", ""), ""),
          fires(MEDIUM, "Deletion", "a Deployment", object("apps/v1 Deployment web/a", ""), ""),
          fires(MEDIUM, "Deletion", "a ConfigMap", object("v1 ConfigMap web/a", ""), ""),
          calm(
              "Deletion",
              "a generated ConfigMap that gets another name",
              object("v1 ConfigMap web/a-5h2k8m9b7t", "data: {a: b}"),
              object("v1 ConfigMap web/a-7g4k2m9b5c", "data: {a: c}")),
          calm(
              "Deletion",
              "a namespace that Flux keeps",
              object("v1 Namespace web", "")
                  .replace(
                      "metadata: {",
                      "metadata: {annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}, "),
              ""));

  private static String claim(String size, String storageClass) {
    return object(
        "v1 PersistentVolumeClaim web/data",
        "spec: {storageClassName: %s, resources: {requests: {storage: %s}}}"
            .formatted(storageClass, size));
  }

  private static String statefulSet(String image, String volumes) {
    return object(
        "apps/v1 StatefulSet web/app",
        "spec: {volumeClaimTemplates: %s, template: {spec: {containers: [{name: a, image: \"%s\"}]}}}"
            .formatted(volumes, image));
  }

  private static String database(String spec) {
    return object("postgresql.cnpg.io/v1 Cluster db/main", "spec: {%s}".formatted(spec));
  }

  private DataExamples() {}
}
