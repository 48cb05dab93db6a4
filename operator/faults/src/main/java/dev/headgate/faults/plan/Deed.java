package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What somebody else does at the worst moment; how, says {@code world/Deeds}. Intruders are editors
 * of the namespace who may do everything there but bypass, and admins of the sandbox; users do what
 * users do.
 */
public enum Deed {
  /** An editor deletes {@code <gate>-head}. */
  DELETE_HEAD(true),
  /** An editor takes its labels off. */
  UNLABEL_HEAD(true),
  /** An editor lets it follow another branch. */
  EDIT_HEAD(true),
  /** An editor deletes all ChangeRequests. */
  DELETE_REQUESTS(true),
  /** An editor takes the owners off all ChangeRequests. */
  DISOWN_REQUESTS(true),
  /** An editor puts a ChangeRequest of their own, about something harmless, in place of each. */
  IMPERSONATE_REQUESTS(true),
  /** An editor writes a verdict that passed. */
  FORGE_VERDICT(true),
  /** An editor moves the pin to the newest commit. */
  MOVE_PIN(true),
  /** An editor takes the gate's label off its source. */
  UNLABEL_SOURCE(true),
  /** An editor deletes all ChangeSandboxes. */
  DELETE_SANDBOXES(true),
  /** An admin deletes the Leases of all sandboxes. */
  DELETE_LEASES(true),
  /** An admin deletes from the sandbox what is tried there. */
  EMPTY_SANDBOX(true),
  /** An admin takes Headgate's label off what is tried there. */
  UNLABEL_SANDBOX(true),
  /** A user suspends all ChangeRequests, and lets them go on. */
  SUSPEND_REQUESTS(false),
  /** A user edits the gate, and takes it back. */
  EDIT_GATE(false),
  /** A user deletes the gate and makes it again under its name. */
  RECREATE_GATE(false),
  /** A user deletes all approvals and makes them again under their names. */
  RECREATE_APPROVALS(false);

  private final boolean rogue;

  Deed(boolean rogue) {
    this.rogue = rogue;
  }

  /** Whether nobody does so with good intentions. */
  public boolean isRogue() {
    return rogue;
  }

  @JsonValue
  public String word() {
    return Words.of(this);
  }

  @JsonCreator
  static Deed of(String word) {
    return Words.read(Deed.class, word);
  }
}
