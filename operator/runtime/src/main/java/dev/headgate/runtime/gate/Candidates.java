package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.Manifests;
import dev.headgate.core.gate.Binding;
import dev.headgate.core.gate.Candidate;
import dev.headgate.core.gate.Judgement;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.proof.Classifying;
import dev.headgate.runtime.status.CoreWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for or against revisions at a gate. Whether a verdict counts is told here by what the
 * gate itself fetched and compared, never by what the ChangeRequest says of itself.
 */
final class Candidates {

  private final Comparer comparer;

  Candidates(Comparer comparer) {
    this.comparer = comparer;
  }

  List<Candidate> of(GateContext context, Optional<Revision> live, Host host) {
    var gate = context.gate().getMetadata();
    var head =
        context
            .bytes()
            .flatMap(FluxObject::artifact)
            .flatMap(artifact -> compared(context, live, artifact.revision()));
    return host.changeRequests(gate.getNamespace(), gate.getName()).stream()
        .filter(request -> request.getMetadata().getDeletionTimestamp() == null)
        .filter(request -> request.getSpec().revision() != null)
        .map(request -> candidate(request, context, live, head))
        .toList();
  }

  private Candidate candidate(
      ChangeRequest request,
      GateContext context,
      Optional<Revision> live,
      Optional<Comparison.Ready> head) {
    var meta = request.getMetadata();
    var status = Optional.ofNullable(request.getStatus());
    var revision = revision(request, head);
    var comparison =
        status.filter(Candidates::mayCount).isPresent()
            ? live.map(shown -> comparer.compare(context, shown, revision))
            : Optional.<Comparison>empty();
    return new Candidate(
        meta.getName(),
        meta.getUid(),
        revision,
        Attempts.number(request, context.gate()),
        Instant.parse(meta.getCreationTimestamp()),
        Attempts.isOurs(request, context.gate()),
        status.map(ChangeRequestStatus::verdict).map(Candidates::judgement),
        status.map(ChangeRequestStatus::risk).flatMap(CoreWords::risk),
        status.flatMap(CoreWords::plan),
        comparison
            .map(found -> binding(found, request, status.orElseThrow(), context))
            .orElseGet(() -> new Binding.Unknown("nothing was proven yet")),
        comparison.filter(found -> isWithin(found, head)).isPresent(),
        status.flatMap(Candidates::obstacle),
        isRetryRequested(request));
  }

  /** Whether the verdict could open the gate, so that it is worth looking at the bytes. */
  private static boolean mayCount(ChangeRequestStatus status) {
    return status.verdict() != null
        && switch (CoreWords.verdict(status.verdict())) {
          case Verdict.Passed passed -> true;
          case Verdict.Inconclusive open -> open.reason() == VerdictReason.NOT_EXERCISED;
          case Verdict.Failed failed -> false;
          case Verdict.Superseded superseded -> false;
        };
  }

  private static Binding binding(
      Comparison comparison,
      ChangeRequest request,
      ChangeRequestStatus status,
      GateContext context) {
    var verdict = status.verdict();
    return switch (comparison) {
      case Comparison.Pending(var reason) -> new Binding.Unknown(reason);
      case Comparison.Gone(var reason) -> new Binding.Unknown(reason);
      case Comparison.Refused(var findings) ->
          new Binding.Forged("the revision is refused: " + findings.getFirst().message());
      case Comparison.Ready ready -> {
        if (verdict == null || !context.gate().getMetadata().getUid().equals(verdict.gateUid())) {
          yield new Binding.Stale("it was proven for another gate");
        }
        if (!ready.subject().treeDigest().value().equals(verdict.treeDigest())) {
          yield new Binding.Forged(
              "the revision holds tree %s, and %s was proven"
                  .formatted(ready.subject().treeDigest(), verdict.treeDigest()));
        }
        if (request.getSpec().manifests() != null && !isPlanned(ready, request, context)) {
          yield new Binding.Stale(
              "the gate finds another risk in it than this proof, which brought its own manifests");
        }
        if (ready.changes().isEmpty() && ready.coverage().isFull() && !ready.live().isUnknown()) {
          yield new Binding.Same();
        }
        yield ready.changes().isSubsetOf(CoreWords.proven(status))
            ? new Binding.Fits()
            : new Binding.Stale("live has changed, and the proof does not cover what differs now");
      }
    };
  }

  /**
   * Whether somebody else's proof did what the gate would have asked for. Objects alone do not
   * tell: files that nothing renders and words of intent depend on what the proof compared with.
   */
  private static boolean isPlanned(
      Comparison.Ready ready, ChangeRequest request, GateContext context) {
    var proven = Optional.ofNullable(request.getStatus()).map(ChangeRequestStatus::verdict);
    return Classifying.classify(ready, request, Optional.of(context))
            instanceof Classification.Ready(var assessment)
        && proven
            .map(verdict -> assessment.plan().digest().value().equals(verdict.planDigest()))
            .orElse(false);
  }

  private Optional<Comparison.Ready> compared(
      GateContext context, Optional<Revision> live, Revision candidate) {
    return live.map(shown -> comparer.compare(context, shown, candidate))
        .filter(Comparison.Ready.class::isInstance)
        .map(Comparison.Ready.class::cast);
  }

  private static boolean isWithin(Comparison comparison, Optional<Comparison.Ready> head) {
    return comparison instanceof Comparison.Ready ready
        && head.map(Comparison.Ready::changes).filter(ready.changes()::isSubsetOf).isPresent();
  }

  private static Judgement judgement(dev.headgate.api.v1alpha1.Verdict verdict) {
    return new Judgement(CoreWords.verdict(verdict), verdict.decidedAt());
  }

  /**
   * What it speaks of: of head, when it proved a tree that head turns out to have. A pull request
   * that is squashed or rebased gets another name, and is the same tree.
   */
  private static Revision revision(ChangeRequest request, Optional<Comparison.Ready> head) {
    var proven = Optional.ofNullable(request.getStatus()).map(ChangeRequestStatus::verdict);
    var isTree = Optional.ofNullable(request.getSpec().manifests()).filter(Manifests::holdTree);
    return head.map(Comparison.Ready::subject)
        .filter(subject -> isTree.isPresent())
        .filter(
            subject ->
                proven.filter(v -> subject.treeDigest().value().equals(v.treeDigest())).isPresent())
        .map(Subject::revision)
        .orElseGet(() -> revision(request));
  }

  private static Revision revision(ChangeRequest request) {
    @Nullable String text = request.getSpec().revision();
    if (text == null) {
      throw new IllegalArgumentException(request.getMetadata().getName() + " has no revision");
    }
    return new Revision(text);
  }

  /** Checks that cannot be made wait for somebody; people look for the reason at the gate. */
  private static Optional<String> obstacle(ChangeRequestStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Checked"))
        .filter(condition -> condition.status().equals("Unknown"))
        .map(Condition::message)
        .findFirst();
  }

  private static boolean isRetryRequested(ChangeRequest request) {
    var annotations = request.getMetadata().getAnnotations();
    var requested = annotations == null ? null : annotations.get(FluxObject.REQUESTED_AT);
    return requested != null
        && Optional.ofNullable(request.getStatus())
            .map(ChangeRequestStatus::lastHandledReconcileAt)
            .filter(requested::equals)
            .isEmpty();
  }
}
