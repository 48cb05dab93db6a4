package dev.headgate.core.verdict;

/** Why a verdict is not Passed; a closed list, documented in the API reference. */
public enum VerdictReason {
  /** The tree, a manifest or the rendering is refused: the message names file, document, limit. */
  INVALID_CONTENT("InvalidContent"),
  /** An intent document in the tree is broken. */
  INVALID_INTENT("InvalidIntent"),
  /** A check found something. */
  CHECKS_FAILED("ChecksFailed"),
  /**
   * An object did not become ready, or was rejected, in the sandbox, and live had no such fault.
   */
  PROBES_FAILED("ProbesFailed"),
  /** Something risky was not applied, not ready or not probed. */
  NOT_EXERCISED("NotExercised"),
  /** The plan demands a sandbox and none was to be had. */
  SANDBOX_UNAVAILABLE("SandboxUnavailable"),
  /** The sandbox lost its data or its connection while the change ran. */
  SANDBOX_LOST("SandboxLost"),
  /** The host did not let the sandbox have what the change needs: its quota, or pod security. */
  SANDBOX_LIMIT("SandboxLimit"),
  /** The checks could not be made. */
  CHECKS_UNAVAILABLE("ChecksUnavailable"),
  /** The plan's deadline passed. */
  DEADLINE_EXCEEDED("DeadlineExceeded"),
  /** What the ChangeRequest brings is not what its revision holds. */
  FORGED("Forged");

  private final String text;

  VerdictReason(String text) {
    this.text = text;
  }

  /** As it is written in status. */
  public String text() {
    return text;
  }
}
