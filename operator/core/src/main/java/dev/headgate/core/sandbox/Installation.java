package dev.headgate.core.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How far the installation of a vCluster has come, in one sentence. What helm-controller says is
 * seldom the cause ("context deadline exceeded"), so what pods and events say is put beside it.
 *
 * @param release the HelmRelease; missing when there is none
 * @param secret the Secret that is to hold the kubeconfig; missing when there is none
 * @param pods of the sandbox's namespace
 * @param events of the sandbox's namespace ({@code events.k8s.io/v1})
 */
public record Installation(
    JsonNode release, JsonNode secret, List<JsonNode> pods, List<JsonNode> events) {

  /** The key of the kubeconfig in the Secret that vCluster writes. */
  public static final String KEY = "config";

  private static final int LONGEST = 400;

  public Installation {
    pods = List.copyOf(pods);
    events = List.copyOf(events);
  }

  /**
   * Ready has to speak of this generation, and the Secret of a kubeconfig: it comes at a time of
   * its own.
   */
  public Site site() {
    if (release.isMissingNode()) {
      return new Site.InMaking("its HelmRelease is not there yet");
    }
    if (isTrue("Stalled")) {
      return new Site.Failed(said("was not installed: " + message("Stalled")));
    }
    if (!isInstalled()) {
      var message = message("Ready");
      return new Site.InMaking(
          said(message.isEmpty() ? "is not looked at by helm-controller yet" : message));
    }
    if (secret.isMissingNode()) {
      return new Site.InMaking("it is installed; its kubeconfig Secret is not there yet");
    }
    return secret.path("data").path(KEY).asText("").isEmpty()
        ? new Site.InMaking("it is installed; its Secret holds no kubeconfig yet")
        : new Site.Made();
  }

  private boolean isInstalled() {
    return isTrue("Ready")
        && release.at("/status/observedGeneration").asLong(-1)
            == release.at("/metadata/generation").asLong(0);
  }

  private String said(String helm) {
    return shortened(
        "HelmRelease " + helm + cause().map(cause -> "; " + shortened(cause)).orElse(""));
  }

  /** The first that names a cause: no pod could be made, has a place, or runs. */
  private Optional<String> cause() {
    return Stream.<Stream<String>>of(
            events.stream().filter(Installation::isRefusal).map(event -> text(event, "/note")),
            pods.stream().flatMap(Installation::unschedulable),
            pods.stream().flatMap(Installation::stuck))
        .flatMap(found -> found)
        .filter(cause -> !cause.isEmpty())
        .findFirst();
  }

  private static boolean isRefusal(JsonNode event) {
    return text(event, "/type").equals("Warning") && text(event, "/reason").equals("FailedCreate");
  }

  private static Stream<String> unschedulable(JsonNode pod) {
    return stream(pod.at("/status/conditions"))
        .filter(condition -> text(condition, "/type").equals("PodScheduled"))
        .filter(condition -> text(condition, "/status").equals("False"))
        .map(condition -> "pod %s: %s".formatted(name(pod), text(condition, "/message")));
  }

  private static Stream<String> stuck(JsonNode pod) {
    return Stream.concat(
            stream(pod.at("/status/initContainerStatuses")),
            stream(pod.at("/status/containerStatuses")))
        .map(status -> status.at("/state/waiting"))
        .filter(waiting -> !waiting.isMissingNode())
        .filter(waiting -> !text(waiting, "/reason").matches("PodInitializing|ContainerCreating"))
        .map(
            waiting ->
                "pod %s: %s: %s"
                    .formatted(name(pod), text(waiting, "/reason"), text(waiting, "/message")));
  }

  private boolean isTrue(String type) {
    return condition(type).filter(found -> text(found, "/status").equals("True")).isPresent();
  }

  private String message(String type) {
    return condition(type)
        .map(found -> text(found, "/reason") + ": " + text(found, "/message"))
        .orElse("");
  }

  private Optional<JsonNode> condition(String type) {
    return stream(release.at("/status/conditions"))
        .filter(condition -> text(condition, "/type").equals(type))
        .findFirst();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String name(JsonNode object) {
    return text(object, "/metadata/name");
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asText("");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
