package dev.headgate.core.proof;

import dev.headgate.core.sandbox.Lease;

/**
 * Something to be done about a proof. The machine is replayed from its first state at every
 * reconcile, so each is asked for again and again: doing it a second time must be a no-op.
 */
public sealed interface Effect {

  /** Begin the checks of this subject, unless they have run or are running. */
  record RunChecks(Subject subject) implements Effect {}

  /** Ask for a sandbox, unless one is leased or asked for. */
  record LeaseSandbox(Subject subject) implements Effect {}

  /** Stop asking: the proof no longer waits for a sandbox. */
  record CancelLease() implements Effect {}

  /** Begin to run the change in the leased sandbox, unless it runs or has run. */
  record Prove(Subject subject, Lease lease) implements Effect {}

  /** Clean the sandbox and give it back, unless that has been done. */
  record ReleaseSandbox(Lease lease) implements Effect {}
}
