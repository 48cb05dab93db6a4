package dev.headgate.benchmarks;

import java.util.List;

/**
 * One thing that is measured. Its rows carry its id, so that figures of two runs can be laid side
 * by side.
 */
interface Benchmark {

  /** {@code B1} and so on; never reused for something else. */
  String id();

  /** What is measured, in a few words. */
  String what();

  /** Measures; progress goes to the stage, since each takes longer than a person waits. */
  List<Row> measure(Stage stage) throws InterruptedException;
}
