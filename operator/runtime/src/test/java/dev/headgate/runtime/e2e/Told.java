package dev.headgate.runtime.e2e;

import dev.headgate.local.Lab;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that Headgate has told so far: the status of all objects of its kinds, events, leases,
 * metrics and its log. What it must not tell is in none of them.
 */
final class Told {

  private Told() {}

  static String by(Lab lab) {
    var client = lab.host().client();
    return Stream.of(
            statuses(client),
            Stream.of(json(client, client.events().v1().events().inAnyNamespace().list())),
            Stream.of(json(client, client.leases().inNamespace(Lab.HEADGATE).list())),
            Stream.of(at(lab, "/metrics")),
            lab.operator().lines().stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> statuses(KubernetesClient client) {
    return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .filter(definition -> definition.getSpec().getGroup().equals("headgate.dev"))
        .flatMap(definition -> statuses(client, definition));
  }

  private static Stream<String> statuses(
      KubernetesClient client, CustomResourceDefinition definition) {
    return client
        .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(definition))
        .inAnyNamespace()
        .list()
        .getItems()
        .stream()
        .map(object -> json(client, object.getAdditionalProperties().getOrDefault("status", "")));
  }

  private static String json(KubernetesClient client, Object object) {
    return client.getKubernetesSerialization().asJson(object);
  }

  /** What the operator answers over HTTP. */
  static String at(Lab lab, String path) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(lab.operator().http(path)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError("the operator does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
