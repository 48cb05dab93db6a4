package dev.headgate.core.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the host did not let into a vCluster. Its quota, limits and pod security reject the copy of
 * a pod on the host; inside, the pod just stays Pending, and only an event says why. That says
 * nothing about the change. Healthy pods have passing {@code SyncError}s too, so the text counts,
 * and only while the object waits.
 */
public final class HostRejections {

  private static final String REASON = "SyncError";
  private static final String PREFIX = "Error syncing to host cluster: create object";
  private static final String FORBIDDEN = "is forbidden";
  private static final int LONGEST = 500;

  private HostRejections() {}

  /**
   * The first rejection that still holds, in a sentence; the name in it is the one that the host
   * knows the object by.
   *
   * @param events of the sandbox ({@code events.k8s.io/v1})
   * @param waiting pods and volume claims of the sandbox that are Pending
   */
  public static Optional<String> first(List<JsonNode> events, List<JsonNode> waiting) {
    var uids = new HashSet<String>();
    waiting.stream()
        .filter(object -> text(object, "/status/phase").equals("Pending"))
        .filter(object -> text(object, "/spec/nodeName").isEmpty())
        .forEach(object -> uids.add(text(object, "/metadata/uid")));
    return events.stream()
        .filter(event -> text(event, "/reason").equals(REASON))
        .filter(event -> uids.contains(text(event, "/regarding/uid")))
        .filter(HostRejections::isRejection)
        .map(HostRejections::sentence)
        .sorted()
        .findFirst();
  }

  private static boolean isRejection(JsonNode event) {
    var note = text(event, "/note");
    return note.startsWith(PREFIX) && note.contains(FORBIDDEN);
  }

  private static String sentence(JsonNode event) {
    var note = text(event, "/note").substring(PREFIX.length()).replaceFirst("^[: ]+", "");
    var sentence =
        "the host does not let the sandbox have %s %s/%s: %s"
            .formatted(
                text(event, "/regarding/kind"),
                text(event, "/regarding/namespace"),
                text(event, "/regarding/name"),
                note);
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asText("");
  }
}
