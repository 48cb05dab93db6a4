package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What cannot be brought back by applying the old revision again. */
public final class Data {

  private static final Set<String> VOLUMES = Set.of("PersistentVolumeClaim", "PersistentVolume");
  private static final Set<String> DATABASE_GROUPS =
      Set.of(
          "postgresql.cnpg.io",
          "k8s.mariadb.com",
          "mysql.oracle.com",
          "pxc.percona.com",
          "psmdb.percona.com",
          "pgv2.percona.com",
          "mongodbcommunity.mongodb.com",
          "postgres-operator.crunchydata.com",
          "acid.zalan.do",
          "dragonflydb.io",
          "redis.redis.opstreelabs.in",
          "clickhouse.altinity.com",
          "elasticsearch.k8s.elastic.co",
          "kafka.strimzi.io",
          "rabbitmq.com",
          "minio.min.io",
          "influxdata.com",
          "ceph.rook.io",
          "longhorn.io");

  /** What a ConfigMap or Secret of a generator ends in. */
  private static final Pattern GENERATED = Pattern.compile("-[a-z0-9]{10}$");

  private Data() {}

  /** Deleting one of these loses data, or takes other objects with it. */
  public static boolean holdsData(ObjectKey key) {
    return (key.group().isEmpty()
            && (VOLUMES.contains(key.kind()) || key.kind().equals("Namespace")))
        || key.isA("apps", "StatefulSet")
        || Crds.isCrd(key)
        || DATABASE_GROUPS.contains(key.group());
  }

  /** Whether Flux deletes the object when its Kustomization no longer has it. */
  static boolean isPruned(Change change) {
    return change.before().filter(manifest -> manifest.prune()).isPresent()
        && !Moves.isKept(change);
  }

  static Stream<Reason> volume(Change change) {
    if (!change.key().group().isEmpty() || !VOLUMES.contains(change.key().kind())) {
      return Stream.empty();
    }
    if (change.op() != Change.Op.UPDATE || !change.differsAt("spec")) {
      return Stream.empty();
    }
    var onlySize =
        VolumeSize.grows(change)
            ? Reason.medium(change, "the volume grows, which cannot be undone")
            : Reason.high(change, "the volume is changed other than by growing");
    return Stream.of(onlySize.noSandboxTells());
  }

  static Stream<Reason> statefulSet(ChangeFacts facts) {
    return facts
        .changes(Change.Op.UPDATE)
        .filter(change -> change.key().isA("apps", "StatefulSet"))
        .flatMap(change -> statefulSet(change, facts));
  }

  private static Stream<Reason> statefulSet(Change change, ChangeFacts facts) {
    var immutable =
        List.of("volumeClaimTemplates", "serviceName", "selector", "podManagementPolicy").stream()
            .filter(field -> change.differsAt("spec", field))
            .map(field -> Reason.high(change, "spec.%s is changed".formatted(field)));
    var template =
        change.differsAt("spec", "template") && !VersionMoves.isRoutine(change, facts)
            ? Stream.of(Reason.medium(change, "pods that hold data get another template"))
            : Stream.<Reason>empty();
    return Stream.concat(immutable, template);
  }

  static Stream<Reason> database(ChangeFacts facts) {
    return facts
        .changes(Change.Op.UPDATE)
        .filter(change -> DATABASE_GROUPS.contains(change.key().group()))
        .filter(change -> change.differsAt("spec") && !VersionMoves.isRoutine(change, facts))
        .map(change -> Reason.medium(change, "a database or its storage is changed"));
  }

  /** Disks and drivers: only real ones tell. */
  static Stream<Reason> storageSystem(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> change.op() != Change.Op.CREATE)
        .filter(change -> Components.roleOf(change, facts).equals(Optional.of(Role.STORAGE)))
        .map(change -> storageSystem(change, facts).noSandboxTells());
  }

  private static Reason storageSystem(Change change, ChangeFacts facts) {
    var large =
        VersionMoves.of(change, facts)
            .anyMatch(move -> move.bump().size().compareTo(Bump.Size.PATCH) > 0);
    return large || change.op() == Change.Op.DELETE
        ? Reason.high(change, "the cluster's storage crosses a version or goes")
        : Reason.medium(change, "the cluster's storage is changed");
  }

  static Stream<Reason> deletion(ChangeFacts facts) {
    return facts
        .changes(Change.Op.DELETE)
        .filter(Data::isPruned)
        .filter(change -> !isReplaced(change, facts))
        .map(
            change ->
                holdsData(change.key())
                    ? Reason.high(change, "is deleted, and what it holds with it")
                    : Reason.medium(change, "is deleted"));
  }

  /** Generators give every content a name of its own. */
  private static boolean isReplaced(Change change, ChangeFacts facts) {
    var key = change.key();
    var stem = GENERATED.matcher(key.name()).replaceFirst("");
    return key.group().isEmpty()
        && Set.of("ConfigMap", "Secret").contains(key.kind())
        && !stem.equals(key.name())
        && facts
            .changes(Change.Op.CREATE)
            .map(Change::key)
            .filter(other -> GENERATED.matcher(other.name()).find())
            .anyMatch(
                other ->
                    other.kind().equals(key.kind())
                        && other.group().isEmpty()
                        && other.namespace().equals(key.namespace())
                        && GENERATED.matcher(other.name()).replaceFirst("").equals(stem));
  }
}
