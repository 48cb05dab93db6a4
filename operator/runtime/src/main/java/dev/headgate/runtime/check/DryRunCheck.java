package dev.headgate.runtime.check;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.check.Checks;
import dev.headgate.core.flux.Recreation;
import dev.headgate.core.rendered.HelmHook;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.RecentKinds;
import dev.headgate.runtime.rest.Refusal;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the live API server what it would say to each object that a change creates or updates: a
 * server-side apply as the manager that will really do it, with strict validation, and nothing
 * stored. Unknown fields, immutable fields and the cluster's own admission show here. What
 * conflicts is asked again with force, as Flux will do it: whose fields it takes is a warning.
 */
public final class DryRunCheck {

  public static final String NAME = "dry-run";

  private static final String OPTIONS =
      "?dryRun=All&fieldValidation=Strict&fieldManager=kustomize-controller";
  private static final String FORCE = "&force=true";

  /** Helm sends what a chart has too much, and nobody can do anything about it in this change. */
  private static final String OPTIONS_OF_HELM =
      "?dryRun=All&fieldValidation=Warn&fieldManager=helm-controller";

  private final ApiServer host;
  private final RecentKinds served;

  /**
   * Only for an account that {@link DryRunSelfTest} has found unable to write.
   *
   * @param host as the dry-run account
   */
  public DryRunCheck(ApiServer host, Clock clock) {
    this.host = host;
    this.served = new RecentKinds(host, clock);
  }

  /** Returns {@link Checks.Done} or {@link Checks.Unavailable}. */
  public Checks check(Manifests candidate, ChangeSet changes) throws InterruptedException {
    var wanted = changes.changes().stream().map(Change::after).flatMap(Optional::stream).toList();
    return switch (served.get(kinds -> wanted.stream().allMatch(one -> isServed(kinds, one)))) {
      case Discovered.Failed(var reason) -> new Checks.Unavailable(reason);
      case Discovered.Known(var kinds) -> ask(kinds, new Brought(candidate, changes), wanted);
    };
  }

  private static boolean isServed(ServedKinds kinds, Manifest manifest) {
    return kinds.find(manifest.apiVersion(), manifest.key().kind()).isPresent();
  }

  /** What the API server says of one object. */
  private sealed interface Said {
    record Fine() implements Said {}

    record Wrong(List<Finding> findings) implements Said {}

    record NotChecked(Gap gap) implements Said {}

    record Nothing(String reason) implements Said {}
  }

  private Checks ask(ServedKinds kinds, Brought brought, List<Manifest> wanted)
      throws InterruptedException {
    var ownership = new Ownership();
    var missingRights = new MissingRights();
    var findings = new ArrayList<Finding>();
    var gaps = new ArrayList<Gap>();
    for (Said said :
        Parallel.map(wanted, manifest -> ask(kinds, brought, ownership, missingRights, manifest))) {
      switch (said) {
        case Said.Fine() -> {
          // nothing to say
        }
        case Said.Wrong(var wrong) -> findings.addAll(wrong);
        case Said.NotChecked(var gap) -> gaps.add(gap);
        case Said.Nothing(var reason) -> {
          return new Checks.Unavailable(reason);
        }
      }
    }
    var warnings = new ArrayList<>(missingRights.warnings());
    warnings.addAll(ownership.warnings());
    return new Checks.Done(findings, gaps, warnings);
  }

  private Said ask(
      ServedKinds kinds,
      Brought brought,
      Ownership ownership,
      MissingRights missingRights,
      Manifest manifest)
      throws InterruptedException {
    if (manifest.key().isA("", "Secret")) {
      return wrongOrFine(SecretShape.check(manifest));
    }
    var isFromChart = manifest.origin().isFromChart();
    if (isFromChart && HelmHook.of(manifest).isPresent()) {
      return notChecked(manifest.key(), "Helm deletes a hook and makes it anew");
    }
    var kind = kinds.find(manifest.apiVersion(), manifest.key().kind());
    if (kind.isEmpty() && isFromChart) {
      return notChecked(
          manifest.key(), "the cluster serves no " + manifest.apiVersion() + ", or not yet");
    }
    if (kind.isEmpty()) {
      return missing(
          manifest.key(),
          "the cluster serves no " + manifest.apiVersion() + " " + manifest.key().kind(),
          brought.whoBringsKindOf(manifest.key()));
    }
    var namespace = manifest.key().namespace().isEmpty() ? "default" : manifest.key().namespace();
    var options = isFromChart ? OPTIONS_OF_HELM : OPTIONS;
    var path = kind.get().path(namespace, manifest.key().name()) + options;
    var body = body(manifest, kind.get(), namespace);
    var answer = host.send(ApiRequest.apply(path, body));
    if (ownership.isTaken(manifest.key(), answer)) {
      answer = host.send(ApiRequest.apply(path + FORCE, body));
    }
    return switch (answer) {
      case Answer.Ok(var object) -> new Said.Fine();
      case Answer.Rejected no when isMadeAnew(manifest, brought, no) ->
          notChecked(manifest.key(), "Flux deletes it and makes it anew: " + no.message());
      case Answer.Rejected no -> {
        missingRights.note(kind.get(), no);
        yield judge(manifest.key(), brought, no);
      }
      case Answer.Unreachable(var reason) -> new Said.Nothing(reason);
    };
  }

  private static boolean isMadeAnew(Manifest manifest, Brought brought, Answer.Rejected no) {
    return Refusal.speaksOfImmutability(no) && Recreation.isAllowed(manifest, brought.candidate());
  }

  private static String body(Manifest manifest, ServedKind kind, String namespace) {
    var body = manifest.content().deepCopy();
    body.remove("status");
    if (kind.namespaced()) {
      body.withObjectProperty("metadata").put("namespace", namespace);
    }
    return Json.text(body);
  }

  private static Said judge(ObjectKey key, Brought brought, Answer.Rejected rejected) {
    return switch (Refusal.of(NAME, key, rejected)) {
      case Refusal.OfTheObject(var findings) -> new Said.Wrong(findings);
      case Refusal.Limit(var message) ->
          new Said.Wrong(List.of(new Finding(NAME, key.toString(), "", message)));
      case Refusal.LacksRights(var message) -> notChecked(key, message);
      case Refusal.NoDryRun(var message) -> notChecked(key, message);
      case Refusal.NotThere(var message) ->
          missing(key, message, brought.whoBringsNamespaceOf(key));
      case Refusal.WebhookSilent(var message) -> new Said.Nothing(message);
      case Refusal.ServerTrouble(var message) -> new Said.Nothing(message);
    };
  }

  /** What is not there yet is no fault of an object when the change brings it along. */
  private static Said missing(ObjectKey key, String message, Optional<String> broughtBy) {
    return broughtBy
        .<Said>map(who -> notChecked(key, message + "; " + who))
        .orElseGet(() -> new Said.Wrong(List.of(new Finding(NAME, key.toString(), "", message))));
  }

  private static Said wrongOrFine(List<Finding> findings) {
    return findings.isEmpty() ? new Said.Fine() : new Said.Wrong(findings);
  }

  private static Said notChecked(ObjectKey key, String why) {
    return new Said.NotChecked(new Gap(Gap.Kind.NOT_CHECKED, key.toString(), why));
  }
}
