package dev.headgate.runtime.sandbox;

import dev.headgate.core.sandbox.Claims;

/** The little that a run has to do with the host: what a sandbox holds may be claimed there. */
public interface HostSide {

  /** As the API server says now, not a cache. */
  Claims claims();

  /** Tells people that what this change left is cleaned away, though nobody asked for it. */
  void reclaiming(String changeUid);

  /** For those that have no host: nothing of others is cleaned away. */
  static HostSide none() {
    return new HostSide() {
      @Override
      public Claims claims() {
        return new Claims.Unknown("there is no host to ask");
      }

      @Override
      public void reclaiming(String changeUid) {
        throw new IllegalStateException("nobody may reclaim anything without a host");
      }
    };
  }
}
