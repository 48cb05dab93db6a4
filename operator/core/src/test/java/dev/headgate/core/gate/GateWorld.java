package dev.headgate.core.gate;

import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts about one gate, to be changed one at a time. By default: adopted at {@link #LIVE}, pinned,
 * guarded, landed, with a new {@link #HEAD} that nobody has looked at.
 */
final class GateWorld {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final Revision LIVE = revision("a");
  static final Revision OLDER = revision("b");
  static final Revision HEAD = revision("c");
  static final Revision EVIL = revision("e");

  Instant now = NOW;
  Enforcement enforcement = Enforcement.PIN;
  OnDelete onDelete = OnDelete.HOLD;
  boolean beingDeleted;
  Duration minSoak = Duration.ZERO;
  Approvers approvers = Approvers.NONE;
  Optional<Freeze> freeze = Optional.empty();
  Duration verification = Duration.ofMinutes(10);
  AskedOfLive probes = AskedOfLive.NOTHING;
  Optional<ProbedLive> probed = Optional.empty();
  Rollback rollback = Rollback.MANUAL;

  Optional<Source> otherSource = Optional.empty();
  Optional<String> pin = Optional.of(LIVE.commit());
  boolean pinOwned = true;
  List<String> otherOwners = List.of();
  Optional<Source.Artifact> artifact =
      Optional.of(new Source.Artifact(LIVE, "sha256:live", Optional.of(NOW.minusSeconds(3600))));
  Optional<String> notReady = Optional.empty();

  List<String> rivals = List.of();
  Guard guard = new Guard.Present();
  Head head = at(HEAD);
  Landing landing = new Landing.Landed();
  Ledger ledger = recorded(LIVE, Why.ADOPTED);
  List<Candidate> candidates = new ArrayList<>();
  List<Approval> approvals = new ArrayList<>();
  List<Follower> followers = List.of();
  Previous previous = Previous.NOTHING;

  static Revision revision(String digit) {
    return new Revision("main@sha1:" + digit.repeat(40));
  }

  static Head at(Revision revision) {
    return new Head.At("uid-head", revision, "sha256:head", NOW.minusSeconds(60), false);
  }

  static Ledger recorded(Revision revision, Why why) {
    return Ledger.EMPTY.recording(
        new Recorded(revision, Optional.empty(), why, NOW.minusSeconds(3600)));
  }

  /** One that tried last what it applied last. */
  static Follower follower(String name, boolean ready, Optional<Revision> at, boolean suspended) {
    return new Follower(name, ready, at, suspended, at, Optional.empty());
  }

  static InFlight inFlight(Revision revision, Instant movedAt, int nudges) {
    return new InFlight(revision, Optional.of("cr"), Why.VERDICT, movedAt, nudges);
  }

  /** HEAD was let through a minute ago over LIVE, and has landed. */
  GateWorld promoted() {
    pin = Optional.of(HEAD.commit());
    ledger =
        recorded(LIVE, Why.ADOPTED)
            .recording(new Recorded(HEAD, Optional.of("cr"), Why.VERDICT, NOW.minusSeconds(60)));
    return this;
  }

  GateWorld candidate(CandidateBuilder builder) {
    candidates.add(builder.build());
    return this;
  }

  GateWorld approval(String user, Action action, Revision revision) {
    return approval(user, action, revision, Optional.of(now.plusSeconds(3600)));
  }

  GateWorld approval(String user, Action action, Revision revision, Optional<Instant> expiresAt) {
    approvals.add(
        new Approval(
            user + "-says",
            user,
            List.of(),
            revision,
            action,
            now.minusSeconds(60),
            expiresAt,
            "because"));
    return this;
  }

  GateFacts facts() {
    var gate =
        new Gate(
            "flux-system",
            "cluster",
            "uid-gate",
            1,
            enforcement,
            onDelete,
            beingDeleted,
            minSoak,
            approvers,
            freeze,
            verification,
            probes,
            rollback);
    var source =
        otherSource.orElseGet(
            () ->
                new Source.Found(
                    "spec.ref.commit", pin, pinOwned, otherOwners, artifact, notReady));
    return new GateFacts(
        gate,
        source,
        rivals,
        guard,
        head,
        landing,
        ledger,
        candidates,
        approvals,
        followers,
        probed,
        previous);
  }

  GateDecision decide() {
    return GateMachine.decide(facts(), now);
  }

  static CandidateBuilder proofOf(Revision revision) {
    return new CandidateBuilder(revision);
  }

  /** A ChangeRequest; by default the gate's first attempt, Low, running. */
  static final class CandidateBuilder {

    private final Revision revision;
    private int attempt = 1;
    private Instant createdAt = NOW.minusSeconds(600);
    private boolean madeByGate = true;
    private Optional<Judgement> judgement = Optional.empty();
    private Optional<Risk> risk = Optional.of(new Risk(RiskLevel.LOW, List.of()));
    private Optional<Plan> plan = Optional.of(plan(RiskLevel.LOW, Duration.ZERO, 0));
    private Binding binding = new Binding.Fits();
    private boolean containedInHead;
    private Optional<String> obstacle = Optional.empty();
    private boolean retryRequested;
    private Optional<String> name = Optional.empty();

    private CandidateBuilder(Revision revision) {
      this.revision = revision;
    }

    CandidateBuilder passed() {
      return judged(new Verdict.Passed(List.of()), NOW.minusSeconds(300));
    }

    CandidateBuilder failed() {
      return judged(
          new Verdict.Failed(VerdictReason.CHECKS_FAILED, List.of(), List.of()),
          NOW.minusSeconds(300));
    }

    CandidateBuilder inconclusive(VerdictReason reason, Instant at, Gap... gaps) {
      return judged(new Verdict.Inconclusive(reason, "could not tell", List.of(gaps)), at);
    }

    CandidateBuilder judged(Verdict verdict, Instant at) {
      judgement = Optional.of(new Judgement(verdict, at));
      return this;
    }

    CandidateBuilder medium() {
      return risk(RiskLevel.MEDIUM, plan(RiskLevel.MEDIUM, Duration.ZERO, 0));
    }

    CandidateBuilder high(Duration soak, int approvals) {
      return risk(RiskLevel.HIGH, plan(RiskLevel.HIGH, soak, approvals));
    }

    CandidateBuilder risk(RiskLevel level, Plan aPlan, Factor... factors) {
      risk = Optional.of(new Risk(level, List.of(factors)));
      plan = Optional.of(aPlan);
      return this;
    }

    CandidateBuilder unrated() {
      risk = Optional.empty();
      plan = Optional.empty();
      return this;
    }

    CandidateBuilder bound(Binding aBinding) {
      binding = aBinding;
      return this;
    }

    CandidateBuilder attempt(int n) {
      attempt = n;
      createdAt = createdAt.plusSeconds(n);
      return this;
    }

    CandidateBuilder bySomebodyElse() {
      madeByGate = false;
      attempt = 0;
      name = Optional.of("pr-1234");
      return this;
    }

    CandidateBuilder named(String aName) {
      name = Optional.of(aName);
      return this;
    }

    CandidateBuilder containedInHead() {
      containedInHead = true;
      return this;
    }

    CandidateBuilder kept(String byWhat) {
      obstacle = Optional.of(byWhat);
      return this;
    }

    CandidateBuilder retryRequested() {
      retryRequested = true;
      return this;
    }

    Candidate build() {
      var changeRequest =
          name.orElseGet(() -> "cluster-%s-%d".formatted(revision.shortCommit(), attempt));
      return new Candidate(
          changeRequest,
          "uid-" + changeRequest,
          revision,
          attempt,
          createdAt,
          madeByGate,
          judgement,
          risk,
          plan,
          binding,
          containedInHead,
          obstacle,
          retryRequested);
    }
  }

  static Plan plan(RiskLevel level, Duration soak, int approvals) {
    return new Plan(level, SandboxNeed.IF_AVAILABLE, soak, approvals, Duration.ofMinutes(30));
  }
}
