package dev.headgate.faults.world;

import dev.headgate.faults.proxy.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The operators of one run: as many as are wanted are alive, and who dies is followed by another,
 * as is who says of itself that it is not alive.
 */
final class Crew {

  /** A kubelet takes longer; the runs are short. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Stage stage;
  private final Duration apart;
  private final Consumer<Instance> welcome;
  private final Thread kubelet;
  private final List<Instance> alive = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private Door.Surroundings around;
  private boolean ended;
  private int number;

  /**
   * Each new one is shown to {@code welcome} before it is needed.
   *
   * @param apart by how much the clocks of two that are alive differ
   */
  Crew(
      Stage stage,
      Duration apart,
      Consumer<Instance> welcome,
      Function<Crew, Door.Surroundings> around) {
    this.stage = stage;
    this.apart = apart;
    this.welcome = welcome;
    this.around = around.apply(this);
    this.kubelet = Thread.ofVirtual().unstarted(this::watchOver);
  }

  synchronized void start(int count) {
    for (int index = 0; index < count; index++) {
      begin();
    }
    kubelet.start();
  }

  /** Returns when it is dead and another begins; a request of the dead one gets no answer. */
  void crash(String name) {
    var murder = Thread.ofPlatform().start(() -> replace(name));
    try {
      murder.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // who asked is dead, too
    }
  }

  synchronized int started() {
    return number;
  }

  /** Those of all that were stopped. */
  synchronized List<String> metrics() {
    return List.copyOf(words);
  }

  synchronized void end() {
    ended = true;
    kubelet.interrupt();
    for (var one : alive) {
      one.metrics().stream().flatMap(String::lines).forEach(words::add);
      one.stop();
    }
    alive.clear();
  }

  private void watchOver() {
    try {
      while (true) {
        Thread.sleep(GLANCE);
        crew().stream().filter(one -> !one.isAlive()).map(Instance::name).forEach(this::replace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run has ended
    }
  }

  private synchronized List<Instance> crew() {
    return List.copyOf(alive);
  }

  private synchronized void replace(String name) {
    var dead = alive.stream().filter(one -> one.name().equals(name)).findFirst();
    if (dead.isPresent()) {
      alive.remove(dead.get());
      dead.get().cut();
      if (!ended) {
        begin();
      }
    }
  }

  private void begin() {
    var ahead = alive.stream().anyMatch(one -> one.ahead().isZero()) ? apart : Duration.ZERO;
    var next = Instance.begin("operator-" + ++number, stage, ahead, around);
    alive.add(next);
    welcome.accept(next);
  }
}
