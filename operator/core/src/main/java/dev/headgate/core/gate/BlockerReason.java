package dev.headgate.core.gate;

/** Why a requirement is not met; a closed list, documented in the API reference. */
public enum BlockerReason {
  /** The source, or the Kustomization that names it, is not there. */
  SOURCE_MISSING("SourceMissing"),
  /** No pin can hold this source. */
  SOURCE_UNPINNABLE("SourceUnpinnable"),
  /** The source cannot fetch what its pin names. */
  SOURCE_FAILING("SourceFailing"),
  /** Another gate names the same source. */
  RIVAL_GATE("RivalGate"),
  /** Somebody else has pinned the source. */
  PINNED_BY_OTHERS("PinnedByOthers"),
  /** The proof has not come to a verdict. */
  NOT_YET_PROVEN("NotYetProven"),
  /** The proof says that the change is broken. */
  PROOF_FAILED("ProofFailed"),
  /** The proof could not tell. */
  PROOF_INCONCLUSIVE("ProofInconclusive"),
  /** Something risky was not exercised; approvals can speak for it. */
  NOT_EXERCISED("NotExercised"),
  /** The proof was called off. */
  PROOF_SUPERSEDED("ProofSuperseded"),
  /** Passed, and nobody knows at what risk. */
  RISK_UNKNOWN("RiskUnknown"),
  /** The verdict speaks of another change set than the one that would go live. */
  PROOF_STALE("ProofStale"),
  /** Whether the verdict speaks of what would go live could not be told. */
  PROOF_UNBOUND("ProofUnbound"),
  /** What was proven is not what the revision holds. */
  PROOF_FORGED("ProofForged"),
  /** A person holds this revision. */
  HELD_BY_PERSON("HeldByPerson"),
  /** There is a ChangeApproval that this version cannot read; it may be a hold. */
  APPROVAL_UNREADABLE("ApprovalUnreadable"),
  /** The gate is frozen. */
  FROZEN("Frozen"),
  /** A person went back by a bypass: what was left, and what follows, does not come by itself. */
  LEFT_BY_BYPASS("LeftByBypass"),
  /** What is live did not follow well in time. */
  VERIFICATION_FAILED("VerificationFailed"),
  /** Not enough people agreed. */
  APPROVALS_MISSING("ApprovalsMissing"),
  /** The verdict is too young. */
  SOAKING("Soaking"),
  /** Nobody knows what is newest. */
  HEAD_UNKNOWN("HeadUnknown"),
  /** Nobody knows what is live. */
  LIVE_UNKNOWN("LiveUnknown"),
  /** The guard is missing, so that nothing is moved. */
  GUARD_MISSING("GuardMissing"),
  /** Another move is in flight. */
  MOVE_IN_FLIGHT("MoveInFlight"),
  /** The source serves other bytes than were proven. */
  WRONG_BYTES("WrongBytes");

  private final String text;

  BlockerReason(String text) {
    this.text = text;
  }

  /** As it is written in status. */
  public String text() {
    return text;
  }
}
