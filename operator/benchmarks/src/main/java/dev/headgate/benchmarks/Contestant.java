package dev.headgate.benchmarks;

/** Somebody who can put objects into a cluster. */
interface Contestant {

  String name();

  /** The namespace is there and empty of them; returns when all are applied. */
  Cost apply(ConfigMaps objects) throws InterruptedException;
}
