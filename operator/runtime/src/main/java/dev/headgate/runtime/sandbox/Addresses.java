package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.Json;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Stands in for what gives Services of type LoadBalancer and Ingresses their addresses, so that
 * what waits for one goes on. An address that is there stays; those that are given are of
 * 192.0.2.0/24, which leads nowhere (RFC 5737).
 */
final class Addresses {

  private static final int HOSTS = 254;

  private final SandboxClient sandbox;
  private final SortedSet<ObjectKey> given = new TreeSet<>();

  Addresses(SandboxClient sandbox) {
    this.sandbox = sandbox;
  }

  /** Of the objects that were just applied. */
  void give(Manifests revision, ApplyReport report) throws InterruptedException {
    for (Applied applied : report.applied().values()) {
      var waits =
          revision.get(applied.key()).filter(m -> waits(applied.key(), m.content())).isPresent();
      if (waits
          && sandbox.server().send(ApiRequest.get(path(applied))) instanceof Answer.Ok(var now)
          && now.at("/status/loadBalancer/ingress").isEmpty()
          && sandbox.server().send(ApiRequest.merge(path(applied) + "/status", status(applied)))
              instanceof Answer.Ok) {
        given.add(applied.key());
      }
    }
  }

  private static boolean waits(ObjectKey key, JsonNode content) {
    return key.isA("networking.k8s.io", "Ingress")
        || (key.isA("", "Service") && content.at("/spec/type").asText().equals("LoadBalancer"));
  }

  private static String path(Applied applied) {
    return applied.kind().path(applied.namespace(), applied.key().name());
  }

  private static String status(Applied applied) {
    var patch = Json.object();
    patch
        .putObject("status")
        .putObject("loadBalancer")
        .putArray("ingress")
        .addObject()
        .put("ip", "192.0.2." + (1 + Math.floorMod(applied.key().toString().hashCode(), HOSTS)));
    return Json.text(patch);
  }

  List<Gap> gaps(ChangeSet changes) {
    return given.stream()
        .map(ObjectKey::toString)
        .filter(object -> changes.find(object).isPresent())
        .map(
            object ->
                new Gap(
                    Gap.Kind.STAND_IN, object, "its address was one that leads nowhere, made up"))
        .toList();
  }
}
