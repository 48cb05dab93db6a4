package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.inside.FluxState;
import dev.headgate.runtime.apply.Labels;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flux's objects in a sandbox: those that we put there, and what Flux says of all. */
final class FluxObjects {

  static final String SOURCES = "source.toolkit.fluxcd.io";

  private static final String MANAGER = "?force=true&fieldManager=headgate-sandbox";
  private static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  private final SandboxClient sandbox;
  private final ServedKinds kinds;
  private final ServedKind kustomizations;
  private final String changeUid;

  private FluxObjects(
      SandboxClient sandbox, ServedKinds kinds, ServedKind kustomizations, String changeUid) {
    this.sandbox = sandbox;
    this.kinds = kinds;
    this.kustomizations = kustomizations;
    this.changeUid = changeUid;
  }

  /** Of a sandbox that serves Flux's kinds; whether anybody acts on them shows later. */
  static FluxObjects in(SandboxClient sandbox, String changeUid)
      throws LostException, InterruptedException {
    return switch (ServedKinds.discover(sandbox.server())) {
      case Discovered.Failed(var reason) -> throw new LostException(reason);
      case Discovered.Known(var kinds) ->
          new FluxObjects(
              sandbox,
              kinds,
              kinds
                  .find(FluxKustomization.GROUP + "/v1", FluxKustomization.KIND)
                  .orElseThrow(
                      () ->
                          new LostException(
                              "Flux is not in the sandbox: it serves no Kustomization of "
                                  + FluxKustomization.GROUP
                                  + "/v1")),
              changeUid);
    };
  }

  /** Puts it there, as ours. */
  void put(Manifest manifest) throws LostException, InterruptedException {
    var body = manifest.content().deepCopy();
    body.withObjectProperty("metadata").withObjectProperty("labels").put(Labels.CHANGE, changeUid);
    send(ApiRequest.apply(path(manifest.key(), manifest.apiVersion()) + MANAGER, Json.text(body)));
  }

  /** Lets the source show that artifact, in the place of source-controller. */
  void show(SourceRef source, ArtifactHost.Served artifact, String revision, Instant now)
      throws LostException, InterruptedException {
    put(sourceOf(source));
    var body = bare(source);
    var status = body.putObject("status");
    status
        .putObject("artifact")
        .put("url", artifact.url())
        .put("path", artifact.path().substring(1))
        .put("digest", artifact.digest())
        .put("size", artifact.size())
        .put("revision", revision)
        .put("lastUpdateTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True")
        .put("reason", "Succeeded")
        .put("message", "played by Headgate")
        .put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    var path = path(key(source), SOURCES + "/v1") + "/status" + MANAGER;
    send(ApiRequest.apply(path, Json.text(body)));
  }

  static ObjectKey key(SourceRef source) {
    return new ObjectKey(SOURCES, source.kind(), source.namespace(), source.name());
  }

  /** Suspended, so that a source-controller that is there leaves it alone. */
  static Manifest sourceOf(SourceRef source) {
    var content = bare(source);
    content
        .putObject("spec")
        .put("interval", "24h")
        .put("suspend", true)
        .put(
            "url",
            source.kind().equals("OCIRepository")
                ? "oci://headgate.invalid/sandbox"
                : "https://headgate.invalid/sandbox");
    return new Manifest(key(source), SOURCES + "/v1", content, Origin.INLINE, true);
  }

  private static ObjectNode bare(SourceRef source) {
    var bare = Json.object().put("apiVersion", SOURCES + "/v1").put("kind", source.kind());
    bare.putObject("metadata").put("name", source.name()).put("namespace", source.namespace());
    return bare;
  }

  /** Asks Flux to look at a Kustomization again. */
  void nudge(ObjectKey kustomization, String token) throws LostException, InterruptedException {
    var patch = Json.object();
    patch.putObject("metadata").putObject("annotations").put(REQUESTED_AT, token);
    send(ApiRequest.merge(kustomizations.path(kustomization), Json.text(patch)));
  }

  /** The last request that Flux has acted on. */
  String handled(ObjectKey kustomization) throws LostException, InterruptedException {
    return switch (sandbox.server().send(ApiRequest.get(kustomizations.path(kustomization)))) {
      case Answer.Ok(var body) -> body.at("/status/lastHandledReconcileAt").asText("");
      case Answer.Rejected rejected -> throw new LostException(rejected.message());
      case Answer.Unreachable(var reason) -> throw new LostException(reason);
    };
  }

  /** What Flux says of those of its objects that are meant; the sandbox may have more. */
  List<FluxState> states(Manifests revision, Set<ObjectKey> meant, SourceRef source, String shown)
      throws LostException, InterruptedException {
    var states = new ArrayList<FluxState>();
    for (var kind : kindsOfFlux(revision)) {
      for (var object : list(kind)) {
        state(object, source, shown)
            .filter(state -> meant.contains(state.key()) && !state.key().equals(key(source)))
            .ifPresent(states::add);
      }
    }
    return states;
  }

  private static Optional<FluxState> state(JsonNode object, SourceRef source, String shown) {
    var kustomization = FluxKustomization.of(object);
    if (kustomization.isPresent()) {
      return kustomization.map(one -> FluxState.ofKustomization(one, source, shown));
    }
    return Optional.of(
        object.path("kind").asText().equals("HelmRelease")
            ? FluxState.ofRelease(object)
            : FluxState.ofOther(object));
  }

  ServedKinds kinds() {
    return kinds;
  }

  private Set<ServedKind> kindsOfFlux(Manifests revision) {
    var found = new LinkedHashSet<ServedKind>();
    found.add(kustomizations);
    kinds.find("helm.toolkit.fluxcd.io/v2", "HelmRelease").ifPresent(found::add);
    for (var manifest : revision.all()) {
      if (FluxState.isOfFlux(manifest.key())
          && !FluxState.isKustomization(manifest.key())
          && !FluxState.isRelease(manifest.key())) {
        kinds.find(manifest.apiVersion(), manifest.key().kind()).ifPresent(found::add);
      }
    }
    return found;
  }

  private List<JsonNode> list(ServedKind kind) throws LostException, InterruptedException {
    return switch (Objects.whole(sandbox.server(), kind, "", item -> Picture.whole(kind, item))) {
      case Listed.All<JsonNode>(var items, var version) -> items;
      case Listed.NoSuchKind<JsonNode>() -> List.of();
      case Listed.Failed<JsonNode>(var reason) -> throw new LostException(reason);
    };
  }

  private String path(ObjectKey key, String apiVersion) throws LostException {
    return kinds
        .find(apiVersion, key.kind())
        .orElseThrow(
            () ->
                new LostException(
                    "Flux is not in the sandbox: it serves no %s of %s"
                        .formatted(key.kind(), apiVersion)))
        .path(key);
  }

  private void send(ApiRequest request) throws LostException, InterruptedException {
    switch (sandbox.server().send(request)) {
      case Answer.Ok ok -> {
        // as it should be
      }
      case Answer.Rejected rejected ->
          throw new LostException("an object of Flux was not taken: " + rejected.message());
      case Answer.Unreachable(var reason) -> throw new LostException(reason);
    }
  }
}
