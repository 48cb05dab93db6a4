package dev.headgate.runtime.apply;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Refusal;
import java.util.List;

/** One request for one object, and what its answer means. */
record Patch(ApiServer server, String changeUid) {

  private static final String OPTIONS =
      "?force=true&fieldValidation=Strict&fieldManager=" + Labels.FIELD_MANAGER;

  /** What happened to one object. */
  sealed interface Result {
    record Taken(Applied applied) implements Result {}

    record Gone(ObjectKey key) implements Result {}

    record Refused(ObjectKey key, List<Finding> findings) implements Result {}

    record Untold(Gap gap) implements Result {}

    record Lost(String reason) implements Result {}
  }

  Result apply(Placed placed) throws InterruptedException {
    var manifest = placed.manifest();
    var body = Body.of(manifest, placed.kind(), placed.namespace(), changeUid);
    return switch (server.send(ApiRequest.apply(placed.path() + OPTIONS, body))) {
      case Answer.Ok(var object) ->
          new Result.Taken(
              new Applied(
                  manifest,
                  placed.kind(),
                  placed.namespace(),
                  object.at("/metadata/uid").asText("")));
      case Answer.Rejected answer -> refused(manifest.key(), answer);
      case Answer.Unreachable(var reason) -> new Result.Lost(reason);
    };
  }

  /** Deletes the object that was applied, and no later one of its name. */
  Result delete(Applied old) throws InterruptedException {
    var key = old.manifest().key();
    var path = old.kind().path(old.namespace(), key.name());
    return switch (server.send(ApiRequest.delete(path, old.uid()))) {
      case Answer.Ok(var body) -> new Result.Gone(key);
      case Answer.Rejected(var code, var status) when code == 404 || code == 409 ->
          new Result.Gone(key);
      case Answer.Rejected answer -> refused(key, answer);
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
