package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.gate.GateEffect;
import dev.headgate.core.gate.GateEffect.PinEffect;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.proof.Withdrawals;
import dev.headgate.runtime.source.Pin;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs what was decided about a gate. Each effect may be asked for again: it is a no-op then.
 */
final class GateEffects {

  private static final Logger LOG = LoggerFactory.getLogger(GateEffects.class);
  private static final String PERFORMED = "gate effect gate={} effect={}";

  private final KubernetesClient client;
  private final ServerSideApply apply;
  private final Pin pin;
  private final FollowerNudge followers;
  private final Announcer announcer;
  private final Withdrawals withdrawals;

  GateEffects(
      KubernetesClient client,
      ServerSideApply apply,
      Announcer announcer,
      Withdrawals withdrawals) {
    this.client = client;
    this.apply = apply;
    this.pin = new Pin(apply);
    this.followers = new FollowerNudge(apply);
    this.announcer = announcer;
    this.withdrawals = withdrawals;
  }

  /** What can be done for a gate whose Kustomization is missing: nothing but to say so. */
  void announce(GateEffect effect, PromotionGate gate) {
    if (effect instanceof GateEffect.Announce(var what, var message)) {
      LOG.info(PERFORMED, gate.getMetadata().getName(), effect);
      announcer.announce(gate, what.isWarning(), what.text(), message);
    }
  }

  void perform(GateEffect effect, GateContext context) {
    LOG.info(PERFORMED, name(context), effect);
    switch (effect) {
      case PinEffect pinEffect -> perform(pinEffect, context, gated(context));
      case GateEffect.EnsureHead() -> Heads.ensure(context, apply, client);
      case GateEffect.DeleteHead(var uid) -> Heads.delete(context, uid, client);
      case GateEffect.Nudge(var token) -> pin.nudge(gated(context), name(context), token);
      case GateEffect.NudgeFollower(var follower, var token) ->
          followers.nudge(context, follower, token);
      case GateEffect.CreateChangeRequest(var name, var revision, var attempt) ->
          create(Attempts.make(context.gate(), name, revision));
      case GateEffect.Supersede(var changeRequest, var uid, var why) ->
          withdrawals.withdraw(
              context.gate().getMetadata().getNamespace(), changeRequest, uid, why);
      case GateEffect.Announce(var what, var message) ->
          announcer.announce(context.gate(), what.isWarning(), what.text(), message);
    }
  }

  /**
   * What is there already is left as it is: ours, or of somebody whose object is not taken over.
   */
  private void create(ChangeRequest attempt) {
    try {
      client.resource(attempt).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private void perform(PinEffect effect, GateContext context, FluxObject source) {
    switch (effect) {
      case GateEffect.AdoptPin(var revision) -> pin.move(source, name(context), revision);
      case GateEffect.MovePin(var revision, var changeRequest, var why) ->
          pin.move(source, name(context), revision);
      case GateEffect.RepairPin(var revision) -> pin.repair(source, name(context), revision);
      case GateEffect.ReleasePin() -> pin.release(source);
    }
  }

  private static String name(GateContext context) {
    return context.gate().getMetadata().getName();
  }

  private static FluxObject gated(GateContext context) {
    return context
        .gated()
        .orElseThrow(() -> new IllegalStateException("decided on a source that is not there"));
  }
}
