package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Rendering;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Versions: what a routine bump is for an app can be another program for a controller. */
final class Operators {

  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private Operators() {}

  static Stream<Reason> controllerUpgrade(ChangeFacts facts) {
    return VersionMoves.of(facts)
        .flatMap(
            move ->
                Components.roleOf(move.names())
                    .filter(Role::isController)
                    .flatMap(role -> upgrade(move, role))
                    .stream());
  }

  private static Optional<Reason> upgrade(VersionMove move, Role role) {
    return controllerLevel(move.bump())
        .map(level -> Reason.of(level, move.change(), role.inWords() + ": " + move.inWords()))
        .map(reason -> role.exercisable() ? reason : reason.noSandboxTells());
  }

  /** Of what runs for others: minor is Medium, what may break is High, patches are routine. */
  private static Optional<RiskLevel> controllerLevel(Bump bump) {
    if (bump.breaking()) {
      return Optional.of(RiskLevel.HIGH);
    }
    return switch (bump.size()) {
      case NONE, DIGEST, PATCH -> Optional.empty();
      case MINOR, ZERO_MINOR, MAJOR, UNKNOWN -> Optional.of(RiskLevel.MEDIUM);
    };
  }

  /** A workload nobody knows by name is a controller when it may act on the whole cluster. */
  static Stream<Reason> controllerByRights(ChangeFacts facts) {
    return VersionMoves.of(facts)
        .filter(move -> WORKLOADS.contains(move.change().key().kind()))
        .filter(move -> Components.roleOf(move.names()).filter(Role::isController).isEmpty())
        .filter(move -> actsOnTheCluster(move.change(), facts) || ownsCrds(move.change(), facts))
        .flatMap(
            move ->
                controllerLevel(move.bump())
                    .map(
                        level ->
                            Reason.of(
                                level,
                                move.change(),
                                "works with rights on the whole cluster: " + move.inWords()))
                    .stream());
  }

  private static boolean actsOnTheCluster(Change change, ChangeFacts facts) {
    var account =
        change.fieldAfter("spec", "template", "spec", "serviceAccountName").asText("default");
    return Stream.of(facts.live(), facts.candidate())
        .map(Rendering::manifests)
        .flatMap(manifests -> manifests.all().stream())
        .filter(manifest -> manifest.key().kind().equals("ClusterRoleBinding"))
        .flatMap(binding -> binding.content().path("subjects").valueStream())
        .anyMatch(subject -> isAccount(subject, change.key().namespace(), account));
  }

  private static boolean isAccount(JsonNode subject, String namespace, String name) {
    return subject.path("kind").asText().equals("ServiceAccount")
        && subject.path("name").asText().equals(name)
        && subject.path("namespace").asText().equals(namespace);
  }

  private static boolean ownsCrds(Change change, ChangeFacts facts) {
    var kustomization =
        change.after().map(manifest -> manifest.origin().kustomization()).orElse("");
    return !kustomization.isEmpty()
        && facts.candidate().manifests().all().stream()
            .filter(manifest -> Crds.isCrd(manifest.key()))
            .map(Manifest::origin)
            .anyMatch(origin -> origin.kustomization().equals(kustomization));
  }

  /** Talos and Kubernetes itself, by the kinds that upgrade them. */
  static Stream<Reason> clusterUpgrade(Change change) {
    var upgrades =
        change.key().group().equals("tuppr.home-operations.com")
            || change.key().isA("upgrade.cattle.io", "Plan");
    return upgrades
        ? Stream.of(
            Reason.high(
                    change, "upgrades the nodes or Kubernetes itself; not even a patch is small")
                .noSandboxTells())
        : Stream.empty();
  }

  /** Apps: patches and digests are routine, minors are worth a line, majors a sandbox. */
  static Stream<Reason> appVersion(ChangeFacts facts) {
    return VersionMoves.of(facts)
        .filter(move -> Components.roleOf(move.names()).filter(Role::isController).isEmpty())
        .flatMap(move -> appLevel(move).map(level -> app(move, level)).stream());
  }

  private static Reason app(VersionMove move, RiskLevel level) {
    return Reason.of(level, move.change(), move.inWords());
  }

  private static Optional<RiskLevel> appLevel(VersionMove move) {
    var database = Components.roleOf(move.names()).equals(Optional.of(Role.DATABASE));
    return switch (move.bump().size()) {
      case NONE, DIGEST, PATCH -> Optional.empty();
      case MINOR, ZERO_MINOR ->
          Optional.of(database || move.bump().backwards() ? RiskLevel.MEDIUM : RiskLevel.LOW);
      case MAJOR -> Optional.of(database ? RiskLevel.HIGH : RiskLevel.MEDIUM);
      case UNKNOWN -> Optional.of(RiskLevel.MEDIUM);
    };
  }
}
