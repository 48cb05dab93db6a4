package dev.headgate.runtime.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.core.gate.Head;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.source.CandidateSource;
import dev.headgate.runtime.source.HeadSource;
import dev.headgate.runtime.source.PinField;
import dev.headgate.runtime.source.SourceCopy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The copies of a gated source: the one that sees what is newest and, of an OCIRepository, the one
 * that has its bytes. What they show counts only when Headgate made them and source-controller has
 * read them as they are: with other ignore rules, a commit would seem to hold other files.
 */
final class Heads {

  private Heads() {}

  static Head of(GateContext context, Instant now) {
    if (context.head().isEmpty()) {
      return new Head.Absent();
    }
    var head = context.head().get();
    if (context.gated().isEmpty()) {
      return new Head.NotFetched(head.uid(), "the source that it copies is gone", false);
    }
    var drifted = desired(context).anyMatch(copy -> !copy.matches());
    var newest = context.newest();
    var bytes = newest.flatMap(revision -> bytes(context, revision));
    if (bytes.isEmpty()) {
      return new Head.NotFetched(head.uid(), whyNotFetched(context, newest), drifted);
    }
    return new Head.At(
        head.uid(),
        newest.orElseThrow(),
        bytes.get().digest(),
        since(context, newest.orElseThrow(), now),
        drifted);
  }

  /** The artifact that holds this revision, when every copy is as it has to be. */
  private static Optional<Artifact> bytes(GateContext context, Revision newest) {
    return desired(context).allMatch(Copy::isTrusted)
        ? context
            .bytes()
            .flatMap(FluxObject::artifact)
            .filter(artifact -> artifact.revision().sameCommit(newest))
        : Optional.empty();
  }

  private static String whyNotFetched(GateContext context, Optional<Revision> newest) {
    var asked = newest.isEmpty() ? context.head() : context.bytes();
    return asked
        .filter(FluxObject::isFailing)
        .or(() -> newest.isEmpty() ? asked : Optional.empty())
        .map(Sources::whyNotReady)
        .orElse(
            "the bytes of %s are being fetched"
                .formatted(newest.map(Revision::text).orElse("head")));
  }

  /** Makes the copies, or puts them right; one that is right already is left alone. */
  static void ensure(GateContext context, ServerSideApply apply, KubernetesClient client) {
    desired(context)
        .filter(copy -> !copy.matches())
        .forEach(
            copy -> {
              // Somebody else may have written its status before: it is made anew.
              if (copy.isForeign()) {
                SourceCopy.delete(client, copy.actual().orElseThrow());
              } else {
                apply.own(copy.kind(), copy.desired());
              }
            });
  }

  /** Deletes the head source with that UID, and the candidate source beside it. */
  static void delete(GateContext context, String uid, KubernetesClient client) {
    context
        .head()
        .filter(found -> found.uid().equals(uid))
        .ifPresent(found -> SourceCopy.delete(client, found));
    context
        .candidate()
        .filter(found -> SourceCopy.isOf(context.gate(), found))
        .ifPresent(found -> SourceCopy.delete(client, found));
  }

  /** Each copy that there has to be, beside what there is. */
  private static Stream<Copy> desired(GateContext context) {
    var gate = context.gate();
    var gated = context.gated().orElseThrow();
    var head = new Copy(context, HeadSource.desired(gate, gated), context.head());
    var candidate =
        Optional.of(gated)
            .filter(source -> PinField.of(source) == PinField.DIGEST)
            .flatMap(source -> context.newest())
            .map(newest -> CandidateSource.desired(gate, gated, newest))
            .map(desired -> new Copy(context, desired, context.candidate()));
    return Stream.concat(Stream.of(head), candidate.stream());
  }

  private record Copy(GateContext context, ObjectNode desired, Optional<FluxObject> actual) {

    ResourceDefinitionContext kind() {
      return PinField.of(new FluxObject(desired)).kind();
    }

    boolean matches() {
      return !isForeign() && actual.filter(found -> SourceCopy.matches(desired, found)).isPresent();
    }

    boolean isForeign() {
      return actual.filter(found -> !SourceCopy.isOf(context.gate(), found)).isPresent();
    }

    boolean isTrusted() {
      return !isForeign()
          && actual
              .filter(found -> found.spec().equals(desired.get("spec")))
              .filter(FluxObject::isObserved)
              .isPresent();
    }
  }

  private static Instant since(GateContext context, Revision head, Instant now) {
    return Optional.ofNullable(context.gate().getStatus())
        .map(PromotionGateStatus::head)
        .filter(before -> new Revision(before.revision()).sameCommit(head))
        .map(PromotionGateStatus.Head::since)
        .orElse(now);
  }
}
