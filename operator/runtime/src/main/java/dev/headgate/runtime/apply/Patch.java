package dev.headgate.runtime.apply;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Refusal;
import java.util.List;
import java.util.Optional;

/** One request for one object, and what its answer means. */
record Patch(ApiServer server, String changeUid) {

  private static final String OPTIONS =
      "?force=true&fieldValidation=Strict&fieldManager=" + Labels.FIELD_MANAGER;
  private static final int LOOKS = 200;
  private static final long PAUSE_MILLIS = 100;

  /** What happened to one object. */
  sealed interface Result {
    record Taken(Applied applied) implements Result {}

    record Gone(ObjectKey key) implements Result {}

    record Refused(ObjectKey key, List<Finding> findings) implements Result {}

    record Untold(Gap gap) implements Result {}

    record Lost(String reason) implements Result {}
  }

  /**
   * Sends the object.
   *
   * @param replaceable what was applied before and may be deleted for the new one, when the new one
   *     changes what cannot be changed
   */
  Result apply(Placed placed, Optional<Applied> replaceable) throws InterruptedException {
    var body = Body.of(placed.manifest(), placed.kind(), placed.namespace(), changeUid);
    var answer = server.send(ApiRequest.apply(placed.path() + OPTIONS, body.text()));
    if (replaceable.isPresent()
        && answer instanceof Answer.Rejected no
        && Refusal.isImmutability(no)
        && isGone(replaceable.get())) {
      answer = server.send(ApiRequest.apply(placed.path() + OPTIONS, body.text()));
    }
    return switch (answer) {
      case Answer.Ok(var object) ->
          new Result.Taken(
              new Applied(
                  placed.manifest().key(),
                  placed.kind(),
                  placed.namespace(),
                  object.at("/metadata/uid").asText(""),
                  body.digest(),
                  placed.manifest().prune()));
      case Answer.Rejected no -> refused(placed.manifest().key(), no);
      case Answer.Unreachable(var reason) -> new Result.Lost(reason);
    };
  }

  /** Deletes it and waits until it is gone, as Flux does where {@code force} is set. */
  private boolean isGone(Applied old) throws InterruptedException {
    if (!(delete(old) instanceof Result.Gone)) {
      return false;
    }
    var look = ApiRequest.getMetadata(old.kind().path(old.namespace(), old.key().name()));
    for (int i = 0; i < LOOKS; i++) {
      if (!(server.send(look) instanceof Answer.Ok(var object))
          || !object.at("/metadata/uid").asText("").equals(old.uid())) {
        return true;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return false;
  }

  /** Deletes the object that was applied, and no later one of its name. */
  Result delete(Applied old) throws InterruptedException {
    var path = old.kind().path(old.namespace(), old.key().name());
    return switch (server.send(ApiRequest.delete(path, old.uid()))) {
      case Answer.Ok(var body) -> new Result.Gone(old.key());
      case Answer.Rejected(var code, var status) when code == 404 || code == 409 ->
          new Result.Gone(old.key());
      case Answer.Rejected answer -> refused(old.key(), answer);
      case Answer.Unreachable(var reason) -> new Result.Lost(reason);
    };
  }

  private static Result refused(ObjectKey key, Answer.Rejected answer) {
    return switch (Refusal.of("apply", key, answer)) {
      case Refusal.OfTheObject(var findings) -> new Result.Refused(key, findings);
      case Refusal.LacksRights(var message) -> untold(key, message);
      case Refusal.NotThere(var message) -> untold(key, message);
      case Refusal.Limit(var message) -> untold(key, message);
      case Refusal.WebhookSilent(var message) -> untold(key, message);
      case Refusal.NoDryRun(var message) -> untold(key, message);
      case Refusal.ServerTrouble(var message) -> new Result.Lost(message);
    };
  }

  static Result untold(ObjectKey key, String why) {
    return new Result.Untold(new Gap(Gap.Kind.NOT_APPLIED, key.toString(), why));
  }
}
