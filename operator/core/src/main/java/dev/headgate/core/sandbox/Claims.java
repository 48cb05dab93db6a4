package dev.headgate.core.sandbox;

import java.util.Map;

/** For which changes the host still has a ChangeSandbox, or a run. */
public sealed interface Claims {

  /** {@code namespace/name} of their ChangeRequests, by UID. */
  record Known(Map<String, String> changeRequests) implements Claims {
    public Known {
      changeRequests = Map.copyOf(changeRequests);
    }
  }

  record Unknown(String why) implements Claims {}
}
