package dev.headgate.core.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that is stored anywhere.
 *
 * @param newest commit of the branch
 * @param seen by the head source
 * @param shown by the gated source to Flux
 * @param before the status before the last write: what a cache may still say
 * @param promoted what the gate moved the pin to last, for the promises only
 * @param meddled somebody wrote what they should not have
 */
record GateModelState(
    int newest,
    int seen,
    Pin pin,
    int shown,
    Ledger ledger,
    Ledger before,
    List<Attempt> attempts,
    List<Optional<Pass>> passes,
    int seconds,
    int promoted,
    boolean meddled) {

  /** The pin of the gated source; {@code commit} may be {@link GateModel#NONE}. */
  record Pin(int commit, boolean owned) {}

  /** What is known of an attempt. */
  enum Outcome {
    RUNNING,
    PASSED,
    FAILED,
    LOST,
    SUPERSEDED
  }

  /** A ChangeRequest; {@code base} is what was live when it was proven. */
  record Attempt(int commit, int number, int base, Outcome outcome) {}

  /**
   * An operator between its reads and its last write, which names the version that was read.
   *
   * @param sourceChanged since it was read
   * @param statusChanged since it was read
   */
  record Pass(List<GateEffect> todo, Ledger status, boolean sourceChanged, boolean statusChanged) {}

  Instant now() {
    return GateWorld.NOW.plusSeconds(seconds);
  }

  GateModelState change(Consumer<Draft> how) {
    var draft = new Draft(this);
    how.accept(draft);
    return draft.state();
  }

  /** A state that is being changed. */
  static final class Draft {
    int newest;
    int seen;
    Pin pin;
    int shown;
    Ledger ledger;
    Ledger before;
    List<Attempt> attempts;
    final List<Optional<Pass>> passes;
    int seconds;
    int promoted;
    boolean meddled;

    Draft(GateModelState state) {
      newest = state.newest;
      seen = state.seen;
      pin = state.pin;
      shown = state.shown;
      ledger = state.ledger;
      before = state.before;
      attempts = new ArrayList<>(state.attempts);
      passes = new ArrayList<>(state.passes);
      seconds = state.seconds;
      promoted = state.promoted;
      meddled = state.meddled;
    }

    GateModelState state() {
      return new GateModelState(
          newest,
          seen,
          pin,
          shown,
          ledger,
          before,
          List.copyOf(attempts),
          List.copyOf(passes),
          seconds,
          promoted,
          meddled);
    }

    void judge(Attempt attempt, Outcome outcome) {
      var base = GateModel.number(ledger.live().orElseThrow().revision());
      attempts.replaceAll(
          each ->
              each.equals(attempt)
                  ? new Attempt(attempt.commit, attempt.number, base, outcome)
                  : each);
    }

    void wait(int more) {
      seconds += more;
    }

    void show(int commit) {
      shown = commit;
      sourceChanged();
    }

    void pin(Pin other) {
      pin = other;
      sourceChanged();
    }

    void meddle(Pin other) {
      if (!other.equals(pin)) {
        pin(other);
      }
      meddled = true;
    }

    void sourceChanged() {
      passes.replaceAll(pass -> pass.map(p -> new Pass(p.todo, p.status, true, p.statusChanged)));
    }

    void status(Ledger written) {
      if (!written.equals(ledger)) {
        before = ledger;
        ledger = written;
        passes.replaceAll(pass -> pass.map(p -> new Pass(p.todo, p.status, p.sourceChanged, true)));
      }
    }
  }
}
