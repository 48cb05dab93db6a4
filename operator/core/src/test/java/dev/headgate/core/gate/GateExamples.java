package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.EVIL;
import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.OLDER;
import static dev.headgate.core.gate.GateWorld.inFlight;
import static dev.headgate.core.gate.GateWorld.proofOf;

import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateWorld.CandidateBuilder;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Situations that a gate comes into, each a sentence with what differs from a usual day. */
final class GateExamples {

  private final Map<String, Consumer<GateWorld>> all = new LinkedHashMap<>();

  private GateExamples() {
    proofs();
    people();
    moves();
    foreignPins();
    beginnings();
    verification();
    followers();
    observing();
    stalled();
    farewells();
  }

  static Map<String, Consumer<GateWorld>> all() {
    return new GateExamples().all;
  }

  private void proofs() {
    all.put("live is head", world -> world.head = GateWorld.at(LIVE));
    all.put("a new head", world -> {});
    proof("a head that is being proven", proofOf(HEAD));
    proof("a head that cannot be proven just now", proofOf(HEAD).kept("no answer"));
    proof("a proven head", proofOf(HEAD).passed());
    proof("a head that failed, nobody knows at what", proofOf(HEAD).failed());
    proof("a head that failed at one thing", failed(1));
    proof("a head that failed at three things", failed(3));
    proof("a head that failed and is to be tried again", failed(1).retryRequested());
    proof(
        "a head whose sandbox was lost",
        proofOf(HEAD)
            .inconclusive(
                VerdictReason.SANDBOX_LOST, NOW, new Gap(Gap.Kind.PLACEHOLDER, "a", "encrypted")));
    proof("a head that needs a word", inconclusive(VerdictReason.NOT_EXERCISED).medium());
    proof(
        "a head that would be told nothing the next time",
        proofOf(HEAD)
            .inconclusive(
                VerdictReason.SANDBOX_UNAVAILABLE, NOW, new Gap(Gap.Kind.NO_SANDBOX, "", "none")));
    proof(
        "a head that could not be told, and live has moved",
        inconclusive(VerdictReason.SANDBOX_LOST).bound(new Binding.Stale("live moved")));
    proof("a head that was called off", judged(new Verdict.Superseded("head equals live")));
    proof("a proof of another change", proofOf(HEAD).passed().bound(new Binding.Stale("moved")));
    proof("a proof that is forged", proofOf(HEAD).passed().bound(new Binding.Forged("files")));
    proof("a proof without bytes", proofOf(HEAD).passed().bound(new Binding.Unknown("no bytes")));
    proof("a proof without a risk", proofOf(HEAD).passed().unrated());
    all.put(
        "an older revision that head contains, while head is being proven",
        world ->
            world.candidate(proofOf(OLDER).passed().containedInHead()).candidate(proofOf(HEAD)));
    all.put(
        "a head that equals live, and an older one that is still being proven",
        world -> world.candidate(proofOf(OLDER)).head = GateWorld.at(LIVE));
    all.put(
        "a head that equals live, an older one that is proven, and one of somebody else",
        world ->
            world
                    .candidate(proofOf(OLDER).passed())
                    .candidate(proofOf(OLDER).bySomebodyElse())
                    .head =
                GateWorld.at(LIVE));
    all.put("no copy of the source", world -> world.head = new Head.Absent());
    all.put(
        "a copy that has fetched nothing",
        world -> world.head = new Head.NotFetched("uid", "no route to host", false));
    all.put(
        "a copy that has fetched nothing and is not what it has to be",
        world -> world.head = new Head.NotFetched("uid", "no route to host", true));
  }

  private static CandidateBuilder failed(int findings) {
    var finding = new Finding("schema", "Deployment.apps/web/a", "spec.replicas", "is no number");
    return judged(
        new Verdict.Failed(
            VerdictReason.CHECKS_FAILED,
            List.of(finding, finding, finding).subList(0, findings),
            List.of()));
  }

  private static CandidateBuilder inconclusive(VerdictReason reason) {
    return proofOf(HEAD).inconclusive(reason, NOW);
  }

  private static CandidateBuilder judged(Verdict verdict) {
    return proofOf(HEAD).judged(verdict, NOW);
  }

  private void people() {
    proven("held by a person", world -> world.approval("ann", Action.HOLD, HEAD));
    proven(
        "held by a person for good",
        world -> world.approval("ann", Action.HOLD, HEAD, Optional.empty()));
    all.put(
        "live is head, and an approval of it ends",
        world -> world.approval("ann", Action.APPROVE, LIVE).head = GateWorld.at(LIVE));
    proven(
        "frozen, after it was held for another reason",
        world -> {
          world.freeze = freeze(Optional.empty());
          world.previous = heldBefore(BlockerReason.SOAKING);
        });
    proven(
        "frozen, as it was before",
        world -> {
          world.freeze = freeze(Optional.empty());
          world.previous = heldBefore(BlockerReason.FROZEN);
        });
    proven("frozen", world -> world.freeze = freeze(Optional.empty()));
    proven("frozen for a while", world -> world.freeze = freeze(Optional.of(NOW.plusSeconds(60))));
    proof("too few approvals", proofOf(HEAD).passed().high(Duration.ZERO, 2));
    proof("soaking", proofOf(HEAD).passed().high(Duration.ofMinutes(10), 0));
    proven(
        "let through by a bypass though proven",
        world -> world.approval("ann", Action.BYPASS, HEAD));
    all.put(
        "a failed head that is let through by a bypass",
        world -> world.candidate(failed(1)).approval("ann", Action.BYPASS, HEAD));
    proven(
        "a revision that was left by a bypass",
        world ->
            world.ledger =
                GateWorld.recorded(HEAD, Why.VERDICT)
                    .recording(recorded(LIVE, Why.BYPASS, NOW.minusSeconds(120))));
  }

  private static Previous heldBefore(BlockerReason reason) {
    var blocker = Blocker.of(Blocker.Type.FREEZE, reason, "as before", NOW.minusSeconds(60));
    return new Previous(Optional.of(GateState.HELD), List.of(blocker), Optional.empty());
  }

  private void moves() {
    moving("a move that has not landed", world -> waiting(world, 0));
    moving("a move that has not landed and is asked for again", world -> waiting(world, 5));
    moving(
        "a move that has not landed, and a newer head is proven",
        world -> {
          waiting(world, 0);
          world.head = GateWorld.at(OLDER);
          world.candidate(proofOf(OLDER).passed());
        });
    moving("a move that has landed", world -> {});
    moving(
        "a move that has landed, and a newer head is proven",
        world -> {
          world.head = GateWorld.at(OLDER);
          world.candidate(proofOf(OLDER).passed());
        });
    moving("a move of which nobody knows", world -> world.landing = new Landing.None());
    moving("other bytes than were proven", world -> wrongBytes(world));
    moving(
        "other bytes than were proven, and a newer head",
        world -> {
          wrongBytes(world);
          world.head = GateWorld.at(OLDER);
          world.candidate(proofOf(OLDER).passed());
        });
    proven("no guard", world -> world.guard = new Guard.Missing(List.of("guard", "status")));
    proven("a source that fails", world -> world.notReady = Optional.of("not found"));
    all.put(
        "a pin that somebody else sets to the same",
        world -> world.otherOwners = List.of("kubectl", "flux"));
  }

  private static void waiting(GateWorld world, int seconds) {
    world.landing = new Landing.Waiting("still at " + LIVE);
    world.now = NOW.plusSeconds(seconds);
  }

  private static void wrongBytes(GateWorld world) {
    world.landing = new Landing.WrongBytes("sha256:other");
    world.now = NOW.plusSeconds(90);
  }

  private void foreignPins() {
    all.put("a foreign pin", world -> world.pin = Optional.of(EVIL.commit()));
    all.put("a removed pin", world -> world.pin = Optional.empty());
    all.put("a pin that somebody else owns", world -> world.pinOwned = false);
    all.put(
        "a foreign pin that was put right and has not landed",
        world -> {
          world.ledger = world.ledger.moving(inFlight(LIVE, NOW, 0));
          world.landing = new Landing.Waiting("at " + EVIL);
          world.previous =
              new Previous(Optional.of(GateState.BYPASSED), List.of(), Optional.empty());
        });
    all.put(
        "a foreign pin that a bypass names",
        world -> world.approval("ann", Action.BYPASS, EVIL).pin = Optional.of(EVIL.commit()));
    all.put(
        "its own move before a crash",
        world -> world.candidate(proofOf(HEAD).passed()).pin = Optional.of(HEAD.commit()));
    all.put(
        "its own move before a crash, proven again meanwhile",
        world ->
            world.candidate(proofOf(HEAD).passed()).candidate(proofOf(HEAD).attempt(2)).pin =
                Optional.of(HEAD.commit()));
    all.put(
        "its own move before a crash, with followers that are broken",
        world -> {
          world.candidate(proofOf(HEAD).passed()).pin = Optional.of(HEAD.commit());
          world.followers =
              List.of(
                  GateWorld.follower("n/broken-before", false, Optional.of(OLDER), false),
                  GateWorld.follower("n/broken-by-live", false, Optional.of(LIVE), false),
                  GateWorld.follower("n/well", true, Optional.of(OLDER), false));
        });
    all.put(
        "a foreign pin that was put right and has landed",
        world -> world.ledger = world.ledger.moving(inFlight(LIVE, NOW, 0)));
    all.put(
        "what a bypass let through",
        world -> {
          world.ledger = GateWorld.recorded(LIVE, Why.BYPASS);
          world.head = GateWorld.at(LIVE);
        });
    all.put(
        "a source that serves something else than its pin",
        world -> world.landing = new Landing.Waiting("at " + HEAD));
  }

  private void beginnings() {
    unknown("a first look", world -> {});
    unknown("a first look at what is pinned", world -> world.pin = Optional.of(LIVE.commit()));
    unknown(
        "a first look at what is pinned and not served",
        world -> world.pin = Optional.of(HEAD.commit()));
    unknown("a first look without a guard", world -> world.guard = new Guard.Missing(List.of("g")));
    unknown("a first look at nothing", world -> world.artifact = Optional.empty());
    unknown(
        "a first look at what was only observed",
        world -> world.ledger = GateWorld.recorded(OLDER, Why.OBSERVED));
  }

  private void verification() {
    promoted("watching a follower", world -> world.followers = broken("flux-system/apps"));
    promoted(
        "watching many followers",
        world -> world.followers = broken("n/a", "n/b", "n/c", "n/d", "n/e", "n/f"));
    promoted(
        "watching as many as can be named",
        world -> world.followers = broken("n/a", "n/b", "n/c", "n/d", "n/e"));
    promoted("all follow well", world -> world.followers = List.of(well("flux-system/apps")));
    promoted(
        "time is up, and all follow well",
        world -> {
          world.followers = List.of(well("flux-system/apps"));
          world.now = NOW.plusSeconds(600);
        });
    promoted("time is up, and one does not follow", GateExamples::late);
    promoted(
        "time is up, one does not follow, and a newer head is proven",
        world -> {
          late(world);
          world.head = GateWorld.at(OLDER);
          world.candidate(proofOf(OLDER).passed());
        });
    promoted(
        "time is up, one does not follow, and nobody goes back",
        world -> {
          late(world);
          world.rollback = Rollback.NEVER;
        });
    promoted(
        "a person goes back",
        world -> {
          late(world);
          world.approval("ann", Action.BYPASS, LIVE);
        });
    promoted("nobody watches", world -> world.verification = Duration.ZERO);
  }

  private static void late(GateWorld world) {
    world.followers = broken("flux-system/apps");
    world.now = NOW.plusSeconds(600);
    world.previous =
        new Previous(
            Optional.of(GateState.VERIFYING), List.of(), Optional.of(Condition.Status.UNKNOWN));
  }

  private void followers() {
    all.put(
        "a follower that stays at what was never let through",
        world -> {
          world.head = GateWorld.at(LIVE);
          world.followers =
              List.of(GateWorld.follower("flux-system/apps", true, Optional.of(EVIL), false));
        });
  }

  private void observing() {
    observed("observing what is live", world -> world.head = GateWorld.at(LIVE));
    observed("observing a proven head", world -> world.candidate(proofOf(HEAD).passed()));
    observed("observing a failed head", world -> world.candidate(failed(1)));
    observed("observing a pinned source", world -> world.pin = Optional.of(LIVE.commit()));
    observed("observing for the first time", world -> world.ledger = Ledger.EMPTY);
    observed(
        "observing nothing",
        world -> {
          world.ledger = Ledger.EMPTY;
          world.artifact = Optional.empty();
        });
  }

  private void stalled() {
    all.put("a rival", world -> world.rivals = List.of("ns/one", "ns/two"));
    all.put(
        "no source",
        world -> world.otherSource = Optional.of(new Source.Missing("GitRepository a/b")));
    all.put(
        "a source that cannot be pinned",
        world -> world.otherSource = Optional.of(new Source.Unpinnable("no commit", "use Git")));
    unknown("pinned by somebody", GateExamples::pinnedByOthers);
    unknown(
        "pinned by somebody, after it was only observed",
        world -> {
          pinnedByOthers(world);
          world.ledger = GateWorld.recorded(LIVE, Why.OBSERVED);
        });
    unknown(
        "pinned by two",
        world -> {
          pinnedByOthers(world);
          world.otherOwners = List.of("kubectl", "flux");
        });
  }

  private static void pinnedByOthers(GateWorld world) {
    world.pin = Optional.of(LIVE.commit());
    world.pinOwned = false;
  }

  private void farewells() {
    all.put("a gate that goes", world -> world.beingDeleted = true);
    all.put(
        "a gate that goes and lets go",
        world -> {
          world.beingDeleted = true;
          world.onDelete = OnDelete.RELEASE;
        });
    all.put(
        "a gate that goes, lets go and has a rival",
        world -> {
          world.beingDeleted = true;
          world.onDelete = OnDelete.RELEASE;
          world.rivals = List.of("ns/one");
          world.head = new Head.NotFetched("uid", "no route to host", false);
        });
  }

  private void proof(String sentence, CandidateBuilder proof) {
    all.put(sentence, world -> world.candidate(proof));
  }

  /** A head that is proven, and something else. */
  private void proven(String sentence, Consumer<GateWorld> edit) {
    all.put(sentence, edit.andThen(world -> world.candidate(proofOf(HEAD).passed())));
  }

  private void moving(String sentence, Consumer<GateWorld> edit) {
    Consumer<GateWorld> moved =
        world -> {
          world.pin = Optional.of(HEAD.commit());
          world.ledger = world.ledger.moving(inFlight(HEAD, NOW.minusSeconds(1), 1));
        };
    all.put(sentence, moved.andThen(edit));
  }

  private void unknown(String sentence, Consumer<GateWorld> edit) {
    Consumer<GateWorld> empty =
        world -> {
          world.ledger = Ledger.EMPTY;
          world.pin = Optional.empty();
        };
    all.put(sentence, empty.andThen(edit));
  }

  private void promoted(String sentence, Consumer<GateWorld> edit) {
    Consumer<GateWorld> promoted = world -> world.promoted().head = GateWorld.at(HEAD);
    all.put(sentence, promoted.andThen(edit));
  }

  private void observed(String sentence, Consumer<GateWorld> edit) {
    Consumer<GateWorld> observed =
        world -> {
          world.enforcement = Enforcement.OBSERVE;
          world.pin = Optional.empty();
        };
    all.put(sentence, observed.andThen(edit));
  }

  private static Optional<Freeze> freeze(Optional<Instant> until) {
    return Optional.of(new Freeze(until, "holidays"));
  }

  private static Recorded recorded(Revision revision, Why why, Instant at) {
    return new Recorded(revision, Optional.empty(), why, at, Set.of(), Optional.empty());
  }

  private static List<Follower> broken(String... names) {
    return List.of(names).stream()
        .map(name -> GateWorld.follower(name, false, Optional.of(HEAD), false))
        .toList();
  }

  private static Follower well(String name) {
    return GateWorld.follower(name, true, Optional.of(HEAD), false);
  }
}
