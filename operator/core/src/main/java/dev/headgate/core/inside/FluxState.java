package dev.headgate.core.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.probe.Health;
import java.util.Optional;
import java.util.Set;

/**
 * What Flux says of one Kustomization or HelmRelease, by the reasons of its condition Ready
 * (kustomize-controller 1.9, helm-controller 1.6).
 *
 * @param applied whether what it stands for is in the cluster as it says now: only then do its
 *     objects prove anything
 * @param ours whether it follows the gated source
 * @param silent whether nobody has said anything of what it says now
 */
public record FluxState(
    ObjectKey key, Health health, boolean applied, boolean ours, boolean silent) {

  private static final String HELM_GROUP = "helm.toolkit.fluxcd.io";
  private static final String HEALTH_CHECK_FAILED = "HealthCheckFailed";
  private static final String ARTIFACT_FAILED = "ArtifactFailed";

  /** Not the source's fault, though that is how it is told: the tree lacks the path. */
  private static final String NO_SUCH_PATH = "kustomization path not found";

  /** They say that the tree is wrong; what else keeps it from being ready may be the sandbox. */
  private static final Set<String> KUSTOMIZATION_IS_WRONG =
      Set.of(
          "BuildFailed",
          HEALTH_CHECK_FAILED,
          "PruneFailed",
          "ReconciliationFailed",
          "InvalidCELExpression");

  private static final Set<String> RELEASE_IS_WRONG =
      Set.of(
          "InstallFailed",
          "UpgradeFailed",
          "TestFailed",
          "RollbackSucceeded",
          "RollbackFailed",
          "UninstallSucceeded",
          "UninstallFailed");

  private static final Set<String> ON_ITS_WAY =
      Set.of("Progressing", "ProgressingWithRetry", "HealthCheckCanceled");

  /** Whether it is of Flux's own kinds, of which Flux speaks itself. */
  public static boolean isOfFlux(ObjectKey key) {
    return key.group().endsWith(".toolkit.fluxcd.io");
  }

  /** Whether helm-controller speaks of it. */
  public static boolean isRelease(ObjectKey key) {
    return key.isA(HELM_GROUP, "HelmRelease");
  }

  public static boolean isKustomization(ObjectKey key) {
    return key.isA(FluxKustomization.GROUP, FluxKustomization.KIND);
  }

  /**
   * Of a Kustomization.
   *
   * @param source the gated one
   * @param revision what that shows in the sandbox now
   */
  public static FluxState ofKustomization(
      FluxKustomization object, SourceRef source, String revision) {
    var status = object.content().path("status");
    var ours = object.sourceRef().equals(source);
    var ready = ready(object.content());
    var isApplied = !ours || status.path("lastAppliedRevision").asText().equals(revision);
    var isAttempted = !ours || status.path("lastAttemptedRevision").asText().equals(revision);
    var early = early(object.content(), "kustomize-controller");
    var health = early.orElseGet(() -> kustomization(ready, isApplied, isAttempted, revision));
    var applied =
        health instanceof Health.Current
            || (health instanceof Health.Failed && is(ready, HEALTH_CHECK_FAILED));
    var silent =
        health instanceof Health.InProgress(var why)
            && (early.isPresent() || why.equals(notYet(revision)));
    return new FluxState(object.key(), health, applied, ours, silent);
  }

  private static Health kustomization(
      JsonNode ready, boolean isApplied, boolean isAttempted, String revision) {
    if (isTrue(ready)) {
      return isApplied ? new Health.Current() : new Health.InProgress(notYet(revision));
    }
    if (is(ready, ARTIFACT_FAILED) && message(ready).startsWith(NO_SUCH_PATH)) {
      return new Health.Failed("its path is not in the tree");
    }
    return notReady(ready, KUSTOMIZATION_IS_WRONG, isAttempted ? "" : revision);
  }

  /** Of a HelmRelease. */
  public static FluxState ofRelease(JsonNode object) {
    var ready = ready(object);
    var early = early(object, "helm-controller");
    var health =
        early.orElseGet(
            () -> isTrue(ready) ? new Health.Current() : notReady(ready, RELEASE_IS_WRONG, ""));
    return new FluxState(
        key(object),
        health,
        health instanceof Health.Current,
        true,
        health instanceof Health.InProgress && early.isPresent());
  }

  /** Of another kind of Flux: sources and alerts work with what a sandbox may not reach. */
  public static FluxState ofOther(JsonNode object) {
    var ready = ready(object);
    var health =
        isTrue(ready)
            ? new Health.Current()
            : new Health.Unknown(
                ready.isMissingNode()
                    ? "nobody in the sandbox acts on it"
                    : reason(ready) + ": " + message(ready));
    return new FluxState(key(object), health, health instanceof Health.Current, true, false);
  }

  /** Its key, by what it says itself. */
  private static ObjectKey key(JsonNode object) {
    var apiVersion = object.path("apiVersion").asText();
    var metadata = object.path("metadata");
    return new ObjectKey(
        apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/'))),
        object.path("kind").asText(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText());
  }

  /** When nobody waits any longer: that nobody spoke is no fault of the tree. */
  public FluxState atTheEnd() {
    return silent ? new FluxState(key, new Health.Unknown(health.why()), false, ours, true) : this;
  }

  /** Whether it is about to say something else. */
  boolean moves() {
    return !silent && (health instanceof Health.InProgress || health instanceof Health.Terminating);
  }

  public boolean isFailedKustomization() {
    return health instanceof Health.Failed && isKustomization(key);
  }

  /** A failure of an earlier revision says nothing of this one. */
  private static Health notReady(JsonNode ready, Set<String> wrong, String awaited) {
    var said = reason(ready) + ": " + message(ready);
    if (ON_ITS_WAY.contains(reason(ready))) {
      return new Health.InProgress(said);
    }
    if (!wrong.contains(reason(ready))) {
      return new Health.Unknown(said);
    }
    return awaited.isEmpty() ? new Health.Failed(said) : new Health.InProgress(notYet(awaited));
  }

  private static String notYet(String revision) {
    return "it is not at %s yet".formatted(revision);
  }

  /** What is known before its condition is read. */
  private static Optional<Health> early(JsonNode object, String controller) {
    var metadata = object.path("metadata");
    if (metadata.has("deletionTimestamp")) {
      return Optional.of(new Health.Terminating());
    }
    if (object.path("spec").path("suspend").asBoolean()) {
      return Optional.of(new Health.Unknown("it is suspended"));
    }
    var ready = ready(object);
    if (ready.isMissingNode()) {
      return Optional.of(new Health.InProgress(controller + " has not looked at it"));
    }
    return ready.path("observedGeneration").asLong() < metadata.path("generation").asLong()
        ? Optional.of(new Health.InProgress(controller + " has not seen its latest form"))
        : Optional.empty();
  }

  /** Flux could not get what it should have run. */
  public Optional<String> withoutArtifact() {
    return ours
            && isKustomization(key)
            && health instanceof Health.Unknown(var said)
            && said.startsWith(ARTIFACT_FAILED)
        ? Optional.of(key + ": " + said)
        : Optional.empty();
  }

  private static JsonNode ready(JsonNode object) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean isTrue(JsonNode ready) {
    return ready.path("status").asText().equals("True");
  }

  private static boolean is(JsonNode ready, String reason) {
    return reason(ready).equals(reason);
  }

  private static String reason(JsonNode ready) {
    return ready.path("reason").asText();
  }

  private static String message(JsonNode ready) {
    return ready.path("message").asText();
  }
}
