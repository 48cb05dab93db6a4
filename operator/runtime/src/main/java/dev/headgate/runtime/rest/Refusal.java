package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What an API server's no is about: the object, or the circumstances of the question. */
public sealed interface Refusal {

  /** The object is wrong, or admission does not want it. */
  record OfTheObject(List<Finding> findings) implements Refusal {
    public OfTheObject {
      findings = List.copyOf(findings);
    }
  }

  /** Role-based access control does not let this account ask. */
  record LacksRights(String message) implements Refusal {}

  /** The kind or the namespace is not there. */
  record NotThere(String message) implements Refusal {}

  /** A limit of the cluster that was asked: its quota, or the pod security it enforces. */
  record Limit(String message) implements Refusal {}

  /** An admission webhook did not answer, so nobody knows what it would have said. */
  record WebhookSilent(String message) implements Refusal {}

  /** An admission webhook has side effects, so that the server does not ask it on a dry run. */
  record NoDryRun(String message) implements Refusal {}

  /** The server is in trouble. */
  record ServerTrouble(String message) implements Refusal {}

  /** RBAC's own words; an admission policy or webhook that answers 403 has others. */
  Pattern RBAC =
      Pattern.compile(
          "User \"[^\"]*\" cannot \\w+ resource"
              + "|attempting to grant RBAC permissions not currently held");

  Pattern IMMUTABLE = Pattern.compile("is\\simmutable|immutable\\sfield");

  /** A server-side apply of a field that has the wrong type quotes all that stands there. */
  Pattern UNSTRUCTURED = Pattern.compile("&value\\.valueUnstructured\\{.*", Pattern.DOTALL);

  int LONGEST_MESSAGE = 1000;

  /**
   * Whether Flux would take the answer to an apply for the change of a field that cannot be changed
   * (fluxcd/pkg {@code ssa/errors}, {@code IsImmutableError}: any conflict, anything invalid, and
   * the words that webhooks and CEL rules use).
   */
  static boolean isImmutability(Rejected rejected) {
    return rejected.code() == 409 || rejected.code() == 422 || speaksOfImmutability(rejected);
  }

  /** Whether it says so in words; a conflict or an invalid object may have other reasons. */
  static boolean speaksOfImmutability(Rejected rejected) {
    return IMMUTABLE.matcher(rejected.message()).find();
  }

  /** What the answer to a request about {@code object} means; {@code check} names the asker. */
  static Refusal of(String check, ObjectKey object, Rejected rejected) {
    var message = shortened(rejected.message());
    if (message.contains("failed calling webhook")) {
      return new WebhookSilent(message);
    }
    if (message.contains("does not support dry run")) {
      return new NoDryRun(message);
    }
    if (rejected.isServerTrouble()) {
      return new ServerTrouble(message);
    }
    if (rejected.code() == 404) {
      return new NotThere(message);
    }
    if (rejected.code() == 401 || (rejected.code() == 403 && RBAC.matcher(message).find())) {
      return new LacksRights(message);
    }
    if (rejected.code() == 403
        && (message.contains("exceeded quota") || message.contains("violates PodSecurity"))) {
      return new Limit(message);
    }
    return new OfTheObject(findings(check, object, rejected));
  }

  /**
   * One finding for each cause. A Secret's message may quote its data, so only its field is told.
   */
  private static List<Finding> findings(String check, ObjectKey object, Rejected rejected) {
    var isSecret = object.isA("", "Secret");
    var findings = new ArrayList<Finding>();
    for (JsonNode cause : rejected.status().at("/details/causes")) {
      var said = isSecret ? cause.path("reason").asText("") : cause.path("message").asText("");
      findings.add(
          new Finding(check, object.toString(), cause.path("field").asText(""), shortened(said)));
    }
    if (findings.isEmpty()) {
      var said = isSecret ? "refused: " + rejected.reason() : rejected.message();
      findings.add(new Finding(check, object.toString(), "", shortened(said)));
    }
    return findings;
  }

  private static String shortened(String whole) {
    var text = UNSTRUCTURED.matcher(whole).replaceFirst("something else");
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
