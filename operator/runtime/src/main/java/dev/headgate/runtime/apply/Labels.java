package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;

/** How an object in a sandbox says whose it is. */
public final class Labels {

  /** On each object that is applied: the UID of the ChangeRequest that it belongs to. */
  public static final String CHANGE = "headgate.dev/change";

  /** On each inventory: the UID of namespace kube-system of the host whose Headgate made it. */
  static final String HOST = "headgate.dev/host";

  /** Where the inventories are kept. */
  public static final String NAMESPACE = "headgate-sandbox";

  static final String FIELD_MANAGER = "headgate-sandbox";

  private Labels() {}

  public static String selector(String changeUid) {
    return CHANGE + "=" + changeUid;
  }

  /** Whether we applied it and it carries no label of ours any more. */
  static boolean isStrippedOfOurs(JsonNode object) {
    return changeOf(object).isEmpty()
        && object
            .at("/metadata/managedFields")
            .valueStream()
            .anyMatch(
                fields ->
                    fields.path("manager").asText().equals(FIELD_MANAGER)
                        && fields.path("operation").asText().equals("Apply"));
  }

  /** Whether a Kustomization in the sandbox applied it. */
  static boolean isOfFlux(JsonNode object) {
    return object.path("metadata").path("labels").has("kustomize.toolkit.fluxcd.io/name");
  }

  /** The UID of the change that it belongs to, or empty. */
  static String changeOf(JsonNode object) {
    return object.path("metadata").path("labels").path(CHANGE).asText("");
  }
}
