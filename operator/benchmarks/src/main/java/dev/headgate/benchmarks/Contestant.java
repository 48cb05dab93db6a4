package dev.headgate.benchmarks;

/** Somebody who can put objects into a cluster. */
interface Contestant {

  String name();

  /**
   * The namespace is there and empty of them; returns when all are applied and, where that takes
   * time, ready.
   */
  Cost apply(Pile objects) throws InterruptedException;
}
