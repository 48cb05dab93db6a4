package dev.headgate.core.gate;

/** Why a condition is what it is; a closed list. */
public enum ConditionReason {
  /** Ready: the pin is owned, the guard is present, the source is fine. */
  ENFORCING("Enforcing"),
  /** Ready, Open: the gate holds nothing, it only records. */
  OBSERVING("Observing"),
  /** Ready, Stalled: the source, or the Kustomization that names it, is not there. */
  SOURCE_MISSING("SourceMissing"),
  /** Ready, Stalled: no pin can hold this source. */
  SOURCE_UNPINNABLE("SourceUnpinnable"),
  /** Ready, Stalled: another gate names the same source. */
  RIVAL_GATE("RivalGate"),
  /** Ready, Stalled: somebody else has pinned the source. */
  PINNED_BY_OTHERS("PinnedByOthers"),
  /** Ready: the admission policies that keep others from moving the pin are not there. */
  GUARD_MISSING("GuardMissing"),
  /** Ready: the source has nothing to serve yet, or reports an error. */
  SOURCE_NOT_READY("SourceNotReady"),
  /** Ready: the pin is not Headgate's and is being put right. */
  PIN_NOT_OWNED("PinNotOwned"),
  /** Ready: the gate is being deleted. */
  BEING_DELETED("BeingDeleted"),
  /** Open: live is head. */
  LIVE_IS_HEAD("LiveIsHead"),
  /** Open: a blocker holds the head. */
  BLOCKED("Blocked"),
  /** Open, Landed, Verified: a move is in flight. */
  MOVE_IN_FLIGHT("MoveInFlight"),
  /** Open: nobody knows yet what is newest. */
  HEAD_UNKNOWN("HeadUnknown"),
  /** Landed: the source serves what the pin names. */
  LANDED("Landed"),
  /** Landed: the source serves other bytes than were proven. */
  WRONG_BYTES("WrongBytes"),
  /** Landed, Verified: nothing was pinned. */
  NOT_PINNED("NotPinned"),
  /** Verified: all that followed well before follows well now. */
  FOLLOWERS_READY("FollowersReady"),
  /** Verified: not all follow yet. */
  WATCHING("Watching"),
  /** Verified: some did not follow in time. */
  FOLLOWERS_NOT_READY("FollowersNotReady"),
  /** Verified: a probe of the gate failed. */
  PROBES_FAILED("ProbesFailed"),
  /** Verified: time is up, and a probe of the gate could not be measured. */
  PROBES_NOT_MEASURED("ProbesNotMeasured"),
  /** Verified: the gate asks for no verification. */
  NOT_WATCHED("NotWatched"),
  /** Verified: nothing was promoted by this gate yet. */
  NOTHING_PROMOTED("NothingPromoted"),
  /** Bypassed: what is live was let through by a person. */
  BYPASS_APPROVED("BypassApproved"),
  /** Bypassed: somebody else moved or removed the pin; it is being put right. */
  FOREIGN_PIN("ForeignPin"),
  /** Bypassed: no. */
  NOT_BYPASSED("NotBypassed"),
  /** Stalled: no. */
  NOT_STALLED("NotStalled");

  private final String text;

  ConditionReason(String text) {
    this.text = text;
  }

  /** As it is written in status. */
  public String text() {
    return text;
  }
}
