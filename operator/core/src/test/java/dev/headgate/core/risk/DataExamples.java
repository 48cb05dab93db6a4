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
          calm("Volume", "a claim that goes", claim("1Gi", "a"), ""),
          fires(
              HIGH,
              "Volume",
              "the same size in other words",
              claim("1Gi", "a"),
              claim("1024Mi", "a")),
          fires(
              MEDIUM, "Volume", "a claim that grows a little", claim("1G", "a"), claim("1Gi", "a")),
          fires(
              HIGH, "Volume", "a size that nobody can read", claim("1Gi", "a"), claim("2GB", "a")),
          fires(HIGH, "Volume", "from such a size", claim("2GB", "a"), claim("3Gi", "a")),
          fires(
              HIGH,
              "Volume",
              "another path of a volume",
              object("v1 PersistentVolume data", "spec: {hostPath: {path: /a}}"),
              object("v1 PersistentVolume data", "spec: {hostPath: {path: /b}}")),
          calm(
              "Volume",
              "another label of a claim",
              claim("1Gi", "a"),
              claim("1Gi", "a").replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "Volume",
              "another group's kind of that name",
              claim("1Gi", "a").replace("apiVersion: v1", "apiVersion: example.org/v1"),
              claim("2Gi", "a").replace("apiVersion: v1", "apiVersion: example.org/v1")),
          calm(
              "Volume",
              "what is no volume",
              object("v1 Pod web/a", "spec: {a: 1}"),
              object("v1 Pod web/a", "spec: {a: 2}")),
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
          calm(
              "StatefulSet",
              "a Deployment",
              statefulSet("x/app:1.0.0", "[]").replace("StatefulSet", "Deployment"),
              statefulSet("x/app:1.1.0", "[]").replace("StatefulSet", "Deployment")),
          calm(
              "StatefulSet",
              "more replicas",
              statefulSet("x/app:1.0.0", "[], replicas: 1"),
              statefulSet("x/app:1.0.0", "[], replicas: 2")),
          calm("Database", "a new one", "", database("instances: 3")),
          calm(
              "Database",
              "another label",
              database("instances: 3"),
              database("instances: 3").replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "Database",
              "an app",
              object("apps/v1 Deployment web/a", "spec: {replicas: 1}"),
              object("apps/v1 Deployment web/a", "spec: {replicas: 2}")),
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
          fires(
              HIGH,
              "StorageSystem",
              "rook that goes",
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.18.1"),
              ""),
          calm(
              "StorageSystem",
              "rook that comes",
              "",
              ociRepository("rook/rook-ceph", "oci://example.org/rook-ceph", "v1.18.1")),
          storage("csi-odd"),
          storage("odd-csi"),
          storage("odd-csi-node"),
          calm(
              "StorageSystem",
              "a name that only begins like one",
              deployment("csix"),
              deployment("csix").replace("spec: {", "spec: {replicas: 2, ")),
          fires(
              MEDIUM,
              "Deletion",
              "a generated ConfigMap that only goes",
              object("v1 ConfigMap web/a-5h2k8m9b7t", "data: {a: b}"),
              ""),
          deletedThough("a generated one comes elsewhere", "v1 ConfigMap x/a-7g4k2m9b5c"),
          deletedThough("a generated Secret comes", "v1 Secret web/a-7g4k2m9b5c"),
          deletedThough("one of another stem comes", "v1 ConfigMap web/b-7g4k2m9b5c"),
          deletedThough("one without a stem comes", "v1 ConfigMap web/a"),
          deletedThough("one of another group comes", "example.org/v1 ConfigMap web/a-7g4k2m9b5c"),
          fires(
              MEDIUM,
              "Deletion",
              "a ConfigMap that is generated from now on",
              object("v1 ConfigMap web/a", "data: {a: b}"),
              object("v1 ConfigMap web/a-7g4k2m9b5c", "data: {a: c}")),
          fires(
              MEDIUM,
              "Deletion",
              "a Pod with a name like that",
              object("v1 Pod web/a-5h2k8m9b7t", "spec: {}"),
              object("v1 Pod web/a-7g4k2m9b5c", "spec: {}")),
          calm(
              "Deletion",
              "a generated Secret that gets another name",
              object("v1 Secret web/a-5h2k8m9b7t", "data: {}"),
              object("v1 Secret web/a-7g4k2m9b5c", "data: {}")),
          fires(HIGH, "Deletion", "a volume", object("v1 PersistentVolume data", ""), ""),
          fires(HIGH, "Deletion", "a StatefulSet", object("apps/v1 StatefulSet web/a", ""), ""),
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

  private static Example storage(String image) {
    return fires(
        MEDIUM,
        "StorageSystem",
        "a driver that is named like one: " + image,
        deployment(image),
        deployment(image).replace("spec: {", "spec: {replicas: 2, "));
  }

  private static String deployment(String image) {
    return object(
        "apps/v1 Deployment sys/x",
        "spec: {template: {spec: {containers: [{name: a, image: \"x/%s:1\"}]}}}".formatted(image));
  }

  private static Example deletedThough(String sentence, String created) {
    return fires(
        MEDIUM,
        "Deletion",
        "a generated ConfigMap, though " + sentence,
        object("v1 ConfigMap web/a-5h2k8m9b7t", "data: {a: b}"),
        object(created, "data: {a: c}"));
  }

  private static String database(String spec) {
    return object("postgresql.cnpg.io/v1 Cluster db/main", "spec: {%s}".formatted(spec));
  }

  private DataExamples() {}
}
