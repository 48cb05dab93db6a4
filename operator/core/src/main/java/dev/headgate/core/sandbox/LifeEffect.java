package dev.headgate.core.sandbox;

/** Something to be done about a sandbox; doing it a second time is a no-op. */
public sealed interface LifeEffect {

  /** Make what is missing of it. */
  record Make() implements LifeEffect {}

  /** Talk to it, unless somebody does already. */
  record Reach() implements LifeEffect {}

  /** Stop the change that runs in it: it must not see how its sandbox is taken away. */
  record StopRun() implements LifeEffect {}

  /** Take down what is left of it. */
  record Remove() implements LifeEffect {}

  /** Ask for it to be taken away. */
  record GiveUp(String why) implements LifeEffect {}
}
