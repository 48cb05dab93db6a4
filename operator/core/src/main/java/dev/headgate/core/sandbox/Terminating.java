package dev.headgate.core.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Why a namespace that was deleted is still there, and what to do about it. */
public final class Terminating {

  /** Conditions of a namespace that say so when they are true; their messages name objects. */
  private static final List<String> OBSTACLES =
      List.of(
          "NamespaceFinalizersRemaining",
          "NamespaceContentRemaining",
          "NamespaceDeletionContentFailure",
          "NamespaceDeletionDiscoveryFailure",
          "NamespaceDeletionGroupVersionParsingFailure");

  private static final int LONGEST = 500;

  private Terminating() {}

  public static String why(JsonNode namespace) {
    var name = namespace.at("/metadata/name").asText("");
    var obstacles =
        StreamSupport.stream(namespace.at("/status/conditions").spliterator(), false)
            .filter(condition -> condition.path("status").asText("").equals("True"))
            .filter(condition -> OBSTACLES.contains(condition.path("type").asText("")))
            .map(condition -> condition.path("message").asText(""))
            .sorted()
            .collect(Collectors.joining("; "));
    var sentence =
        obstacles.isEmpty()
            ? "namespace %s is being deleted".formatted(name)
            : ("namespace %s is being deleted and waits: %s (whoever set these finalizers has to act,"
                    + " or somebody takes them off)")
                .formatted(name, obstacles);
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }
}
