package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The gated Flux source, as the API server shows it now (not a cache). */
public sealed interface Source {

  /** It, or the Kustomization that names it, is not there. */
  record Missing(String what) implements Source {}

  /** No pin can hold it; {@code whatToDo} is a sentence for people. */
  record Unpinnable(String reason, String whatToDo) implements Source {}

  /**
   * It is there.
   *
   * @param pinField where its pin is, e.g. {@code spec.ref.commit}
   * @param pin the commit or digest that stands there, in hex
   * @param pinOwnedByHeadgate the field manager {@code headgate} owns the pin
   * @param otherOwners other field managers that own the pin, too
   * @param artifact what it serves
   * @param notReady the error of its Ready condition; empty when there is none, also while it is
   *     merely busy
   */
  record Found(
      String pinField,
      Optional<String> pin,
      boolean pinOwnedByHeadgate,
      List<String> otherOwners,
      Optional<Artifact> artifact,
      Optional<String> notReady)
      implements Source {
    public Found {
      otherOwners = List.copyOf(otherOwners);
    }
  }

  /**
   * What a source serves.
   *
   * @param digest Flux's, over the archive
   * @param since when it began to serve it; empty when it does not say
   */
  record Artifact(Revision revision, String digest, Optional<Instant> since) {}
}
