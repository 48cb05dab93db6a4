package dev.headgate.cli.demo;

/** One thing that happens to a repository, and what must come of it. */
interface Scenario {

  /** A word for {@code --scenario}. */
  String name();

  /** What it shows, in a sentence. */
  String title();

  /**
   * Plays it, leaving head live again.
   *
   * @throws UnexpectedOutcome when something else came of it
   */
  void play(World world, Narrator story);
}
