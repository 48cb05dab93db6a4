package dev.headgate.faults.world;

import dev.headgate.faults.proxy.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The operators of one run: as many as are wanted are alive, and who dies is followed by another.
 */
final class Crew {

  private final Stage stage;
  private final Consumer<Instance> welcome;
  private final List<Instance> alive = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private Door.Surroundings around;
  private boolean ended;
  private int number;

  /** Each new one is shown to {@code welcome} before it is needed. */
  Crew(Stage stage, Consumer<Instance> welcome, Function<Crew, Door.Surroundings> around) {
    this.stage = stage;
    this.welcome = welcome;
    this.around = around.apply(this);
  }

  synchronized void start(int count) {
    for (int index = 0; index < count; index++) {
      begin();
    }
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
    for (var one : alive) {
      one.metrics().stream().flatMap(String::lines).forEach(words::add);
      one.stop();
    }
    alive.clear();
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
    var next = Instance.begin("operator-" + ++number, stage, around);
    alive.add(next);
    welcome.accept(next);
  }
}
