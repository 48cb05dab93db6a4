package dev.headgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Resident memory of an operator that was started with so many ChangeRequests there. */
final class Memory implements Benchmark {

  private static final int THOUSAND = 1_000;
  private static final int TEN_THOUSAND = 10_000;

  @Override
  public String id() {
    return "B6";
  }

  @Override
  public String what() {
    return "resident memory of the operator";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var rows = new ArrayList<Row>();
    Finished.none(stage);
    rows.add(row("none", resident(stage)));
    Finished.atLeast(stage, THOUSAND);
    rows.add(row("1,000; limit: the goal", resident(stage)).limit(150));
    Finished.atLeast(stage, TEN_THOUSAND);
    rows.add(row("10,000; limit: the goal", resident(stage)).limit(220));
    Finished.none(stage);
    return rows;
  }

  private Row row(String count, double mebibytes) {
    return Row.of(id(), what() + ", ChangeRequests: " + count, mebibytes, "MiB");
  }

  private static double resident(Stage stage) throws InterruptedException {
    var operator = stage.lab().operator();
    operator.kill();
    operator.restart();
    stage.settle();
    return Cpu.residentMebibytes(operator.pid());
  }
}
