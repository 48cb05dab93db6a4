package dev.headgate.runtime.pool;

import dev.headgate.core.probe.Run;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.Leftovers;
import dev.headgate.core.sandbox.Site;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;

/**
 * A way to have sandboxes. All that it makes has names that come from UIDs; each method may be
 * called again after any crash, and blocks for no longer than requests take.
 */
public interface Provider {

  /** What stands of it. */
  Site look(Plot plot) throws InterruptedException;

  /** Makes what is missing. */
  void make(Plot plot) throws InterruptedException;

  /** The Secret that leads to it. */
  SandboxRef access(Plot plot);

  /** Talks to it, until it answers as it should. */
  Contact reach(Plot plot) throws InterruptedException;

  /** What a run in it has to say, in the light of what only the provider knows. */
  Run inLightOfTheHost(Run run, SandboxClient client) throws InterruptedException;

  /** What is left of it. */
  Leftovers leftovers(Plot plot) throws InterruptedException;

  /** Takes down what is left, a step at a time. */
  void remove(Plot plot) throws InterruptedException;
}
