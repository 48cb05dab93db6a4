package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.LifeEffect;
import dev.headgate.runtime.proof.Jobs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs what was decided about a sandbox. Each effect may be asked for again: a no-op then. */
final class SandboxEffects {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxEffects.class);
  private static final String PERFORMED = "sandbox effect sandbox={} effect={}";

  private final SandboxObjects objects;
  private final Jobs<Contact> contacts;
  private final RunningChanges running;
  private final Bell<ChangeSandbox> bell;

  SandboxEffects(
      SandboxObjects objects,
      Jobs<Contact> contacts,
      RunningChanges running,
      Bell<ChangeSandbox> bell) {
    this.objects = objects;
    this.contacts = contacts;
    this.running = running;
    this.bell = bell;
  }

  void perform(LifeEffect effect, SandboxPass pass) throws InterruptedException {
    var sandbox = pass.sandbox();
    LOG.debug(PERFORMED, sandbox.getMetadata().getName(), effect);
    switch (effect) {
      case LifeEffect.Make() -> {
        var plot = pass.plot();
        if (plot.isPresent()) {
          pass.provider().make(plot.get());
        }
      }
      case LifeEffect.Reach() -> reach(pass);
      case LifeEffect.StopRun() -> running.stop(sandbox);
      case LifeEffect.Remove() -> {
        var plot = pass.plot();
        if (plot.isPresent()) {
          pass.provider().remove(plot.get());
        }
      }
      case LifeEffect.GiveUp(var why) -> {
        LOG.info("sandbox given up sandbox={} reason={}", sandbox.getMetadata().getName(), why);
        objects.delete(sandbox);
      }
    }
  }

  /** An answer that was not the last one is asked for again. */
  private void reach(SandboxPass pass) {
    var job = pass.contactJob();
    var plot = pass.plot();
    if (plot.isEmpty()) {
      return;
    }
    if (answer(job) instanceof Contact.Pending) {
      contacts.forget(job);
    }
    var provider = pass.provider();
    contacts.start(job, () -> provider.reach(plot.get()), () -> wakeWithNews(job, pass.sandbox()));
  }

  private void wakeWithNews(String job, ChangeSandbox sandbox) {
    if (!(answer(job) instanceof Contact.Pending)) {
      bell.ring(sandbox);
    }
  }

  private @org.jspecify.annotations.Nullable Contact answer(String job) {
    return contacts
        .result(job, Duration.ZERO, e -> new Contact.Pending(String.valueOf(e)))
        .orElse(null);
  }
}
