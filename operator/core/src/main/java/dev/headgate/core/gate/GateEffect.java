package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Optional;

/** Something to be done about a gate. Doing it a second time must be a no-op. */
public sealed interface GateEffect {

  /** Touches the pin of the gated source; a decision holds at most one. */
  sealed interface PinEffect extends GateEffect {}

  /** Pin what is live now, which changes nothing that anybody sees. */
  record AdoptPin(Revision revision) implements PinEffect {}

  /** Let this revision through. {@code changeRequest} is empty for a bypass. */
  record MovePin(Revision revision, Optional<String> changeRequest, Why why) implements PinEffect {}

  /** Put back the last recorded revision, by force: somebody else moved or removed the pin. */
  record RepairPin(Revision revision) implements PinEffect {}

  /** Take the pin away; the source follows its branch or tag again. */
  record ReleasePin() implements PinEffect {}

  /** Make the head source, or put it right, and pass a request to reconcile on to it. */
  record EnsureHead() implements GateEffect {}

  /** Delete the head source, if it still is the one with this UID. */
  record DeleteHead(String uid) implements GateEffect {}

  /** Ask the gated source to reconcile; the token is new at every nudge. */
  record Nudge(String token) implements GateEffect {}

  /** Ask a Kustomization, {@code namespace/name}, to reconcile; the token is new each time. */
  record NudgeFollower(String follower, String token) implements GateEffect {}

  /** Begin an attempt to prove a revision. */
  record CreateChangeRequest(String name, Revision revision, int attempt) implements GateEffect {}

  /** Call an unfinished proof off, if it still is the one with this UID. */
  record Supersede(String changeRequest, String uid, String why) implements GateEffect {}

  /** Tell people, once: an event and a count. */
  record Announce(Announcement what, String message) implements GateEffect {}
}
